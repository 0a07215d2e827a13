using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Accounts, journal, interest in decimal, transactions with rollback, events and audit.</summary>
public static class BankLedger
{
    private enum AccountKind
    {
        Checking,
        Savings,
        Credit,
    }

    private abstract class BankException(string message) : Exception(message);

    private sealed class InsufficientFunds(Account account, decimal missing) : BankException($"{account.Number} lacks {missing:0.00}")
    {
        public decimal Missing => missing;
    }

    private sealed class UnknownAccount(string number) : BankException("no account " + number);

    private sealed class FrozenAccount(string number) : BankException(number + " is frozen");

    private readonly record struct Entry(int Id, string Account, decimal Amount, string Text);

    private abstract class Account(string number, string owner)
    {
        public event Action<Account, decimal> Changed;
        public string Number => number;
        public string Owner => owner;
        public decimal Balance { get; private set; }
        public bool IsFrozen { get; set; }
        public abstract AccountKind Kind { get; }
        protected virtual decimal Limit => 0;

        public void Apply(decimal amount)
        {
            if (IsFrozen)
                throw new FrozenAccount(number);
            if (Balance + amount < Limit && amount < 0)
                throw new InsufficientFunds(this, Limit - Balance - amount);
            Balance += amount;
            Changed?.Invoke(this, amount);
        }

        public virtual decimal MonthEnd() => 0;

        public override string ToString() => $"{Number} {Owner, -6} {Kind, -8} {Balance, 10:0.00}";
    }

    private sealed class Checking(string number, string owner) : Account(number, owner)
    {
        public override AccountKind Kind => AccountKind.Checking;

        public override decimal MonthEnd() => Balance < 100 ? -2.5m : 0;
    }

    private sealed class Savings(string number, string owner, decimal rate) : Account(number, owner)
    {
        public override AccountKind Kind => AccountKind.Savings;

        public override decimal MonthEnd() => decimal.Round(Balance * rate / 12, 2, MidpointRounding.ToEven);
    }

    private sealed class Credit(string number, string owner, decimal limit) : Account(number, owner)
    {
        public override AccountKind Kind => AccountKind.Credit;
        protected override decimal Limit => -limit;

        public override decimal MonthEnd() => Balance < 0 ? decimal.Round(Balance * 0.18m / 12, 2) : 0;
    }

    private sealed class Bank
    {
        private readonly Dictionary<string, Account> _accounts = [];
        private readonly List<Entry> _journal = [];
        private int _next = 1;

        public int Alerts { get; private set; }
        public decimal Unpaid { get; private set; }
        public IReadOnlyList<Entry> Journal => _journal;
        public IEnumerable<Account> Accounts => _accounts.Values.OrderBy(a => a.Number, StringComparer.Ordinal);

        public T Open<T>(T account)
            where T : Account
        {
            _accounts.Add(account.Number, account);
            account.Changed += (a, amount) =>
            {
                if (Math.Abs(amount) >= 1000)
                    Alerts++;
            };
            return account;
        }

        public Account this[string number] => _accounts.GetValueOrDefault(number) ?? throw new UnknownAccount(number);

        public void Post(string number, decimal amount, string text)
        {
            this[number].Apply(amount);
            _journal.Add(new Entry(_next++, number, amount, text));
        }

        /// <summary>All entries or none.</summary>
        public void Transaction(Action<Bank> work)
        {
            int mark = _journal.Count;
            try
            {
                work(this);
            }
            catch (BankException)
            {
                for (int i = _journal.Count - 1; i >= mark; i--)
                    this[_journal[i].Account].Apply(-_journal[i].Amount);
                _journal.RemoveRange(mark, _journal.Count - mark);
                throw;
            }
            finally
            {
                _next = _journal.Count + 1;
            }
        }

        public void Transfer(string from, string to, decimal amount) =>
            Transaction(b =>
            {
                b.Post(to, amount, "from " + from);
                b.Post(from, -amount, "to " + to);
            });

        public void MonthEnd()
        {
            foreach (Account a in Accounts.ToArray())
            {
                decimal change = a.MonthEnd();
                if (change == 0 || a.IsFrozen)
                    continue;
                try
                {
                    Post(a.Number, change, change > 0 ? "interest" : "fee");
                }
                catch (InsufficientFunds)
                {
                    Unpaid -= change;
                }
            }
        }
    }

    private static string Try(Action action)
    {
        try
        {
            action();
            return "done";
        }
        catch (InsufficientFunds e) when (e.Missing < 10)
        {
            return "nearly: " + e.Message;
        }
        catch (BankException e)
        {
            return e.GetType().Name + ": " + e.Message;
        }
    }

    public static int Run()
    {
        var bank = new Bank();
        bank.Open(new Checking("C1", "Ann"));
        bank.Open(new Checking("C2", "Bob"));
        bank.Open(new Savings("S1", "Ann", 0.031m));
        bank.Open(new Credit("K1", "Cid", 500));
        bank.Post("C1", 1500, "salary");
        bank.Post("C2", 99.99m, "gift");
        string[] results =
        [
            Try(() => bank.Transfer("C1", "S1", 1000)),
            Try(() => bank.Transfer("C2", "C1", 100)),
            Try(() => bank.Transfer("K1", "C2", 450.45m)),
            Try(() => bank.Transfer("K1", "C2", 100)),
            Try(() => bank.Transfer("C1", "X9", 1)),
            Try(() =>
                bank.Transaction(b =>
                {
                    b.Transfer("C1", "C2", 50);
                    b.Transfer("S1", "C2", 2000);
                })
            ),
            Try(() =>
            {
                bank["C2"].IsFrozen = true;
                bank.Transfer("C1", "C2", 1);
            }),
        ];
        WriteLine(string.Join('\n', results));
        for (int month = 0; month < 12; month++)
            bank.MonthEnd();
        foreach (Account a in bank.Accounts)
            WriteLine(a);
        WriteLine(bank.Alerts + " alerts, " + bank.Journal.Count + " entries, " + bank.Unpaid + " unpaid");
        foreach (var group in bank.Journal.GroupBy(e => e.Account).OrderBy(g => g.Key, StringComparer.Ordinal))
            WriteLine(
                $"{group.Key} {group.Count()} {group.Sum(e => e.Amount):0.00} {group.MaxBy(e => Math.Abs(e.Amount)).Text} {bank[group.Key].Balance == group.Sum(e => e.Amount)}"
            );
        return bank.Journal[^1].Id;
    }
}
