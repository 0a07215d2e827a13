using System;
using System.Runtime.CompilerServices;
using Abi;
using Core.Types;
using Internal.Runtime.Augments;

namespace Core.Reflection.Plugs;

/// <summary>Delegates of any type that call a function of an array of their arguments.</summary>
internal static unsafe class DelegatePlugs
{
    /// <summary>The compiler keeps <see cref="ArrayThunk"/>s because this method is in the image.</summary>
    [Plug("System.Delegate", "CreateObjectArrayDelegate", Hash = "d9cdb0723cc64ffd")]
    private static Delegate CreateArrayDelegate(Type type, Func<object?[], object?> handler)
    {
        MethodTable* table = ImageMetadata.TableOf(type.TypeHandle);
        ArrayThunk* thunk = Find(ImageMetadata.IndexOf(table));
        if (thunk == null)
            throw new NotSupportedException($"The program makes no object of '{type}': make one somewhere, or keep the type with [DynamicDependency].");
        var result = (Delegate)RuntimeAugments.RawNewObject(type.TypeHandle);
        HelperObject(result) = handler;
        FunctionPointer(result) = Methods.MethodCatalog.AddressOf(thunk->Code);
        FirstParameter(result) = result;
        return result;
    }

    private static ArrayThunk* Find(uint type)
    {
        ArrayThunk* thunks = ImageMetadata.Header->ArrayThunks;
        uint low = 0;
        uint high = ImageMetadata.Header->ArrayThunkCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (thunks[middle].Type < type)
                low = middle + 1;
            else
                high = middle;
        }

        return low < ImageMetadata.Header->ArrayThunkCount && thunks[low].Type == type ? thunks + low : null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_helperObject")]
    private static extern ref object? HelperObject(Delegate target);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_functionPointer")]
    private static extern ref nint FunctionPointer(Delegate target);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_firstParameter")]
    private static extern ref object? FirstParameter(Delegate target);
}
