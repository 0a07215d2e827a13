namespace Codegen.Kernels;

/// <summary>Recursion, comparisons and exchanges in one array.</summary>
internal static class QuickSort
{
    public static long Run(int size)
    {
        int[] values = new int[size];
        uint seed = 12345;
        for (int i = 0; i < size; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            values[i] = (int)(seed >> 1);
        }

        Sort(values, 0, size - 1);
        long checksum = 0;
        for (int i = 0; i < size; i += 97)
            checksum = (checksum * 31) + values[i];
        return checksum;
    }

    private static void Sort(int[] values, int low, int high)
    {
        while (low < high)
        {
            int pivot = values[low + ((high - low) / 2)];
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            Sort(values, low, j);
            low = i;
        }
    }
}
