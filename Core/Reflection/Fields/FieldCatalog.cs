using Abi;
using Core.Types;

namespace Core.Reflection.Fields;

/// <summary>The fields that have a place.</summary>
internal static unsafe class FieldCatalog
{
    /// <summary>The entry of a field of an exact type, or null.</summary>
    public static ReflectedField* Find(MethodTable* type, uint handle)
    {
        uint index = ImageMetadata.IndexOf(type);
        ReflectedField* fields = ImageMetadata.Header->Fields;
        uint low = 0;
        uint high = ImageMetadata.Header->FieldCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            ReflectedField* field = fields + middle;
            if (field->Type < index || (field->Type == index && field->Handle < handle))
                low = middle + 1;
            else
                high = middle;
        }

        ReflectedField* found = fields + low;
        return low < ImageMetadata.Header->FieldCount && found->Type == index && found->Handle == handle ? found : null;
    }
}
