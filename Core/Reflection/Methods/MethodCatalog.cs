using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Runtime.General;
using Abi;
using Core.Casting;
using Core.Tables;
using Core.Types;
using Internal.Reflection.Core.Execution;

namespace Core.Reflection.Methods;

/// <summary>The methods that can be called, by handle and by address.</summary>
internal static unsafe class MethodCatalog
{
    // Text offset to index + 1 of the first entry with it, and from an entry to the next with the same offset.
    private static Dictionary<uint, int>? s_byCode;
    private static Dictionary<uint, int>? s_byDispatch;
    private static int[]? s_next;

    /// <summary>The entry of a method of an exact type, or null.</summary>
    public static ReflectedMethod* Find(MethodTable* type, uint handle, ReadOnlySpan<RuntimeTypeHandle> arguments)
    {
        uint index = ImageMetadata.IndexOf(type);
        ReflectedMethod* methods = ImageMetadata.Header->Methods;
        uint count = ImageMetadata.Header->MethodCount;
        uint low = 0;
        uint high = count;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            ReflectedMethod* method = methods + middle;
            if (method->Type < index || (method->Type == index && method->Handle < handle))
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < count && methods[low].Type == index && methods[low].Handle == handle; low++)
        {
            if (HasArguments(methods + low, arguments))
                return methods + low;
        }

        return null;
    }

    /// <summary>Address of the code at a text offset.</summary>
    public static nint AddressOf(uint code) => code == 0 ? 0 : (nint)(ImageTables.Header->TextStart + code);

    /// <summary>The description of an entry.</summary>
    public static MethodBase DescriptionOf(ReflectedMethod* method)
    {
        var definition = new QMethodDefinition(ImageMetadata.Reader, ImageMetadata.MethodAt(method->Handle));
        uint* list = ImageMetadata.Header->TypeLists + method->Arguments;
        RuntimeTypeHandle[]? arguments = *list == 0 ? null : new RuntimeTypeHandle[*list];
        for (int i = 0; arguments != null && i < arguments.Length; i++)
            arguments[i] = ImageMetadata.HandleOf(ImageMetadata.TypeAt(list[i + 1]));
        return ExecutionDomain.GetMethod(ImageMetadata.HandleOf(ImageMetadata.TypeAt(method->Type)), definition, arguments!);
    }

    /// <summary>The method that begins at an address, or null.</summary>
    /// <param name="receiver">Type of the object it is called on where that is known: methods of equal code share an address.</param>
    public static ReflectedMethod* FindCode(nint address, MethodTable* receiver)
    {
        if (s_byCode == null)
            Build();
        return Find(s_byCode!, s_next, address, receiver);
    }

    /// <summary>The virtual method whose calling function begins at an address, or null.</summary>
    public static ReflectedMethod* FindDispatch(nint address)
    {
        if (s_byDispatch == null)
            Build();
        return Find(s_byDispatch!, null, address, null);
    }

    private static ReflectedMethod* Find(Dictionary<uint, int> map, int[]? next, nint address, MethodTable* receiver)
    {
        if ((nuint)address < ImageTables.Header->TextStart || (nuint)address >= ImageTables.Header->TextEnd
            || !map.TryGetValue((uint)((nuint)address - ImageTables.Header->TextStart), out int at))
        {
            return null;
        }

        ReflectedMethod* methods = ImageMetadata.Header->Methods;
        ReflectedMethod* first = methods + (at - 1);
        if (receiver == null || next == null)
            return first;
        for (; at != 0; at = next[at - 1])
        {
            if (TypeCast.IsAssignable(receiver, ImageMetadata.TypeAt(methods[at - 1].Type)))
                return methods + (at - 1);
        }

        return first;
    }

    // A race makes the same tables twice.
    private static void Build()
    {
        ReflectedMethod* methods = ImageMetadata.Header->Methods;
        int count = (int)ImageMetadata.Header->MethodCount;
        var next = new int[count];
        var byCode = new Dictionary<uint, int>(count);
        var byDispatch = new Dictionary<uint, int>();
        for (int i = count; i-- > 0;)
        {
            if (methods[i].Code != 0)
            {
                next[i] = byCode.GetValueOrDefault(methods[i].Code);
                byCode[methods[i].Code] = i + 1;
            }

            if (methods[i].Dispatch != 0)
                byDispatch[methods[i].Dispatch] = i + 1;
        }

        s_next = next;
        s_byDispatch = byDispatch;
        s_byCode = byCode;
    }

    private static bool HasArguments(ReflectedMethod* method, ReadOnlySpan<RuntimeTypeHandle> arguments)
    {
        uint* list = ImageMetadata.Header->TypeLists + method->Arguments;
        if (*list != (uint)arguments.Length)
            return false;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (list[i + 1] != ImageMetadata.IndexOf(arguments[i]))
                return false;
        }

        return true;
    }
}
