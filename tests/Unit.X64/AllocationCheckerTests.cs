using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Emission;
using IL2CPU.X64.Lir;
using IL2CPU.X64.Selection;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>The checker accepts what the allocator does and notices when it is spoiled.</summary>
[TestFixture]
internal sealed class AllocationCheckerTests
{
    private readonly LirFunction _function = new();
    private readonly Selector _selector = new();
    private readonly LinearScan _scan = new();
    private readonly MoveResolver _resolver = new();
    private readonly Safepoints _safepoints = new();
    private readonly SlotAssigner _slots = new();
    private readonly FrameLayout _frame = new();

    [Test]
    public void Correct_Allocation_IsAccepted()
    {
        for (int seed = 1; seed < 40; seed++)
        {
            Allocate(seed);
            Assert.DoesNotThrow(Check, $"seed {seed}");
        }
    }

    [Test]
    public void WrongRegister_OfAUse_IsFound()
    {
        int found = 0;
        for (int seed = 1; seed < 40; seed++)
        {
            Allocate(seed);
            int victim = FindUse(seed);
            Place place = _scan.OperandPlaces[victim];
            _scan.OperandPlaces[victim] = Place.InRegister(place.Register == 0 ? 2 : place.Register - 1);
            if (Fails())
                found++;
        }

        Assert.That(found, Is.EqualTo(39));
    }

    [Test]
    public void MissingMove_IsFound()
    {
        int tried = 0;
        int found = 0;
        for (int seed = 1; seed < 40; seed++)
        {
            Allocate(seed);
            int victim = _resolver.Moves.FindIndex(static m => m.Order is MoveOrder.Gap or MoveOrder.EdgeEnd or MoveOrder.Definition);
            if (victim < 0)
                continue;
            tried++;
            _resolver.Moves.RemoveAt(victim);
            if (Fails())
                found++;
        }

        Assert.That(tried, Is.GreaterThan(20));
        // A value may by chance be where the move would have put it.
        Assert.That(found, Is.GreaterThanOrEqualTo(tried - 2));
    }

    private void Allocate(int seed)
    {
        MethodBody body = RandomProgram.Make(seed, 60, calls: true)[RandomProgram.Entry];
        _selector.Run(body, _function, new CodeGenOptions { SplitStacks = true });
        _scan.Run(_function);
        _resolver.Run(_function, _scan);
        _safepoints.Run(_function, _scan);
        _slots.Run(_function);
        _frame.Run(_function, _slots);
    }

    private int FindUse(int seed)
    {
        var candidates = new List<int>();
        for (int i = 0; i < _function.Operands.Count; i++)
        {
            Operand operand = _function.Operands[i];
            if (!operand.IsDef && _scan.OperandPlaces[i].IsRegister && !_function.Registers[operand.Register].IsVector)
                candidates.Add(i);
        }

        return candidates[new Random(seed).Next(candidates.Count)];
    }

    private void Check() => new AllocationChecker(_function, _scan, _resolver, _safepoints, _frame).Check();

    private bool Fails()
    {
        try
        {
            Check();
            return false;
        }
        catch (AllocationException)
        {
            return true;
        }
    }
}
