using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A discrete event simulation of a shop: arrivals, queues, clerks, breaks, statistics.</summary>
public static class EventSimulation
{
    private sealed class Rng(ulong seed)
    {
        private ulong _state = seed;

        public uint Next()
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (uint)(_state >> 16);
        }

        public int Between(int low, int high) => low + (int)(Next() % (uint)(high - low + 1));
    }

    private abstract record Event(int Time);

    private sealed record Arrive(int Time, int Customer) : Event(Time);

    private sealed record Served(int Time, Clerk Clerk, Customer Customer) : Event(Time);

    private sealed record BreakStart(int Time, Clerk Clerk) : Event(Time);

    private sealed record BreakEnd(int Time, Clerk Clerk) : Event(Time);

    private sealed record LoseTemper(int Time, Customer Customer) : Event(Time);

    private sealed class Customer(int id, int arrived, int patience)
    {
        public int Id => id;
        public int Arrived => arrived;
        public int Patience => patience;
        public bool IsWaiting { get; set; } = true;
    }

    private enum ClerkState
    {
        Idle,
        Busy,
        WantsBreak,
        OnBreak,
    }

    private sealed class Clerk(string name, int speed)
    {
        public string Name => name;
        public ClerkState State { get; set; }
        public int Busy { get; set; }
        public int Customers { get; set; }

        public int ServiceTime(Rng rng) => rng.Between(20, 60) * 100 / speed;
    }

    private sealed class Statistics
    {
        private long _count,
            _sum,
            _squares;
        public int Max { get; private set; }

        public void Add(int value)
        {
            _count++;
            _sum += value;
            _squares += (long)value * value;
            Max = Math.Max(Max, value);
        }

        public override string ToString() =>
            _count == 0
                ? "none"
                : $"{_count} times, mean {(double)_sum / _count:0.000}, deviation {Math.Sqrt(((double)_squares / _count) - ((double)_sum / _count * _sum / _count)):0.000}, most {Max}";
    }

    private sealed class Shop
    {
        private readonly PriorityQueue<Event, (int Time, int Order)> _events = new();
        private readonly LinkedList<Customer> _line = new();
        private readonly Statistics _waits = new(),
            _lengths = new();
        private readonly Rng _rng = new(88172645463325252);
        private readonly Clerk[] _clerks = [new("Ada", 100), new("Bo", 80), new("Cy", 130)];
        private int _order,
            _now,
            _left;

        private void Schedule(Event e) => _events.Enqueue(e, (e.Time, _order++));

        public void Open(int customers)
        {
            int time = 0;
            for (int i = 0; i < customers; i++)
                Schedule(new Arrive(time += _rng.Between(2, 22), i));
            for (int i = 0; i < _clerks.Length; i++)
                Schedule(new BreakStart(300 + (i * 200), _clerks[i]));
            while (_events.TryDequeue(out Event e, out _))
            {
                if (e.Time < _now)
                    throw new InvalidOperationException("time runs backwards");
                _now = e.Time;
                Handle(e);
            }
        }

        private void Handle(Event e)
        {
            switch (e)
            {
                case Arrive a:
                    var customer = new Customer(a.Customer, _now, _rng.Between(60, 200));
                    _line.AddLast(customer);
                    Schedule(new LoseTemper(_now + customer.Patience, customer));
                    break;
                case Served { Clerk: { State: ClerkState.WantsBreak } clerk }:
                    StartBreak(clerk);
                    break;
                case Served { Clerk: var clerk }:
                    clerk.State = ClerkState.Idle;
                    break;
                case BreakStart { Clerk: { State: ClerkState.Idle } clerk }:
                    StartBreak(clerk);
                    break;
                case BreakStart { Clerk: var clerk }:
                    clerk.State = ClerkState.WantsBreak;
                    break;
                case BreakEnd { Clerk: var clerk }:
                    clerk.State = ClerkState.Idle;
                    break;
                case LoseTemper { Customer: { IsWaiting: true } angry }:
                    angry.IsWaiting = false;
                    _line.Remove(angry);
                    _left++;
                    break;
            }

            _lengths.Add(_line.Count);
            foreach (Clerk clerk in _clerks)
            {
                if (clerk.State == ClerkState.Idle && _line.First is { Value: var next })
                    Serve(clerk, next);
            }
        }

        private void StartBreak(Clerk clerk)
        {
            clerk.State = ClerkState.OnBreak;
            Schedule(new BreakEnd(_now + 150, clerk));
        }

        private void Serve(Clerk clerk, Customer customer)
        {
            _line.RemoveFirst();
            customer.IsWaiting = false;
            _waits.Add(_now - customer.Arrived);
            int time = clerk.ServiceTime(_rng);
            clerk.State = ClerkState.Busy;
            clerk.Busy += time;
            clerk.Customers++;
            Schedule(new Served(_now + time, clerk, customer));
        }

        public void Report()
        {
            WriteLine($"closed at {_now}, {_left} left in anger");
            WriteLine("waiting: " + _waits);
            WriteLine("line: " + _lengths);
            foreach (Clerk clerk in _clerks)
                WriteLine($"{clerk.Name}: {clerk.Customers} customers, busy {100.0 * clerk.Busy / _now:0.0} %, {clerk.State}");
        }
    }

    public static int Run()
    {
        foreach (int customers in new[] { 20, 200 })
        {
            var shop = new Shop();
            shop.Open(customers);
            shop.Report();
        }

        return 0;
    }
}
