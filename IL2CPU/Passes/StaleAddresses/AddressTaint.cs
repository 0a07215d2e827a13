using System;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>What a value has to do with an address of the current stack.</summary>
[Flags]
internal enum AddressTaint : byte
{
    None = 0,

    /// <summary>A pointer into the stack: adjusted when that moves.</summary>
    Pointer = 1,

    /// <summary>An integer made from one: nothing adjusts it.</summary>
    Integer = 2,

    /// <summary>The memory it points at holds such a pointer.</summary>
    BehindPointer = 4,

    /// <summary>The memory it points at holds such an integer.</summary>
    BehindInteger = 8,
}

/// <summary>Steps between a memory cell's address and its content.</summary>
internal static class AddressTaints
{
    extension(AddressTaint taint)
    {
        public bool Has(AddressTaint flag) => (taint & flag) != 0;

        /// <summary>Of the content, as a fact about the address.</summary>
        public AddressTaint Behind() => (AddressTaint)((int)(taint & (AddressTaint.Pointer | AddressTaint.Integer)) << 2);

        /// <summary>Of what is loaded through the address.</summary>
        public AddressTaint Content() => (AddressTaint)((int)(taint & (AddressTaint.BehindPointer | AddressTaint.BehindInteger)) >> 2);
    }
}
