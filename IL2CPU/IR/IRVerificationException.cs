using System;

namespace IL2CPU.IR;

/// <summary>A body breaks a rule of the IR: always a defect of the compiler, never of its input.</summary>
public sealed class IRVerificationException : Exception
{
    public IRVerificationException(string method, string? block, string? value, string rule, string? detail)
        : base($"{method}: {(block is null ? "" : block + ": ")}{(value is null ? "" : value + ": ")}{rule}{(detail is null ? "" : $" ({detail})")}")
    {
        Method = method;
        Block = block;
        Value = value;
        Rule = rule;
    }

    public string Method { get; }

    public string? Block { get; }

    public string? Value { get; }

    /// <summary>One of <see cref="VerifierRules"/>.</summary>
    public string Rule { get; }
}

/// <summary>The rules, as named in messages.</summary>
public static class VerifierRules
{
    public const string Entry = "the entry block exists, has no predecessors, no phis and is no handler";
    public const string Edges = "every edge is recorded at both ends";
    public const string Membership = "every value belongs to the block that holds it, once";
    public const string Terminator = "a block ends in one terminator with its number of successors";
    public const string TerminatorPlace = "terminators and phis stay out of block bodies";
    public const string Placed = "operands are placed in a block of this method";
    public const string PhiArity = "a phi has one argument per predecessor";
    public const string PhiKind = "phi arguments have the phi's kind";
    public const string Dominance = "a definition dominates its uses; nothing outside a handler dominates it";
    public const string Arity = "number of operands fits the operation";
    public const string OperandKind = "operand kinds fit the operation";
    public const string ResultKind = "result kind fits the operation";
    public const string Aux = "Aux has the type the operation needs";
    public const string Memory = "Mem is set exactly on memory accesses and agrees with the value";
    public const string Param = "a Param stands in the entry block and names a parameter of its kind";
    public const string Results = "Return gives the results of the method";
    public const string Region = "region indexes are valid and parents do not form a cycle";
    public const string Handler = "a handler block has no predecessors and no phis, and a region names it";
    public const string HandlerRegion = "a handler lies outside the region it handles";
    public const string CatchArg = "CatchArg is the first value of a handler";
    public const string SecondResult = "SecondResult directly follows its call";
    public const string NoReturn = "Unreachable directly follows a call that does not return";
    public const string Slot = "a slot belongs to the method and is not removed";
    public const string Location = "a location index is valid";
    public const string Lowered = "no high-level operation is left after Lowering";
    public const string Constant = "a constant of a pointer kind is null";
}
