using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A small Lisp: reader, closures, tail calls by trampoline, macros by quasi-quotation, error values.</summary>
public static class Lisp
{
    private abstract class Obj;

    private sealed class Num(long v) : Obj
    {
        public long V => v;

        public override string ToString() => v.ToString();
    }

    private sealed class Sym(string name) : Obj
    {
        public string Name => name;

        public override string ToString() => name;
    }

    private sealed class Nil : Obj
    {
        public static readonly Nil Value = new();

        public override string ToString() => "()";
    }

    private sealed class Builtin(string name, Func<Obj[], Obj> f) : Obj
    {
        public Obj Apply(Obj[] a) => f(a);

        public override string ToString() => $"<{name}>";
    }

    private sealed class Lambda(Sym[] parameters, bool isVariadic, Obj body, Env env, bool isMacro) : Obj
    {
        public Obj Body => body;
        public bool IsMacro => isMacro;

        public Env Bind(Obj[] arguments)
        {
            var scope = new Env(env);
            int fixedCount = isVariadic ? parameters.Length - 1 : parameters.Length;
            if (arguments.Length < fixedCount || (!isVariadic && arguments.Length > fixedCount))
                throw new LispError($"{fixedCount} arguments expected, {arguments.Length} given");
            for (int i = 0; i < fixedCount; i++)
                scope.Define(parameters[i], arguments[i]);
            if (isVariadic)
                scope.Define(parameters[^1], List(arguments[fixedCount..]));
            return scope;
        }

        public override string ToString() => isMacro ? "<macro>" : "<lambda>";
    }

    private sealed class Pair(Obj car, Obj cdr) : Obj, IEnumerable<Obj>
    {
        public Obj Car => car;
        public Obj Cdr => cdr;

        public IEnumerator<Obj> GetEnumerator()
        {
            for (Obj at = this; at is Pair p; at = p.Cdr)
                yield return p.Car;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString()
        {
            var text = new StringBuilder("(");
            Obj at = this;
            for (; at is Pair p; at = p.Cdr)
                text.Append(text.Length > 1 ? " " : "").Append(p.Car);
            return text.Append(at is Nil ? ")" : $" . {at})").ToString();
        }
    }

    private sealed class LispError(string message) : Exception(message);

    private sealed class Env(Env outer)
    {
        private readonly Dictionary<Sym, Obj> _names = [];

        public void Define(Sym name, Obj value) => _names[name] = value;

        public Obj this[Sym name] => _names.TryGetValue(name, out Obj v) ? v : outer?[name] ?? throw new LispError("unbound " + name);

        public void Set(Sym name, Obj value)
        {
            if (_names.ContainsKey(name))
                _names[name] = value;
            else if (outer is not null)
                outer.Set(name, value);
            else
                throw new LispError("unbound " + name);
        }
    }

    private static readonly Dictionary<string, Sym> s_symbols = [];
    private static readonly Sym s_true = Symbol("t");
    private static int s_steps;

    private static Sym Symbol(string name)
    {
        ref Sym symbol = ref CollectionsMarshal.GetValueRefOrAddDefault(s_symbols, name, out _);
        return symbol ??= new Sym(name);
    }

    private static Obj List(ReadOnlySpan<Obj> items)
    {
        Obj list = Nil.Value;
        for (int i = items.Length - 1; i >= 0; i--)
            list = new Pair(items[i], list);
        return list;
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public bool TryRead(out Obj result)
        {
            _rest = _rest.TrimStart();
            result = _rest.IsEmpty ? null : Read();
            return result is not null;
        }

        private Obj Read()
        {
            _rest = _rest.TrimStart();
            if (_rest.IsEmpty)
                throw new LispError("unexpected end");
            char c = _rest[0];
            string prefix = c switch
            {
                '\'' => "quote",
                '`' => "quasi",
                ',' => "unquote",
                _ => null,
            };
            if (prefix is not null)
            {
                _rest = _rest[1..];
                return List([Symbol(prefix), Read()]);
            }

            if (c == '(')
            {
                _rest = _rest[1..];
                var items = new List<Obj>();
                while (!(_rest = _rest.TrimStart()).StartsWith(")"))
                    items.Add(Read());
                _rest = _rest[1..];
                return List(CollectionsMarshal.AsSpan(items));
            }

            if (c == ')')
                throw new LispError("unexpected )");
            int length = _rest.IndexOfAny("() \n\t");
            ReadOnlySpan<char> word = length < 0 ? _rest : _rest[..length];
            _rest = _rest[word.Length..];
            return long.TryParse(word, out long n) ? new Num(n) : Symbol(word.ToString());
        }
    }

    private static Obj Eval(Obj x, Env env)
    {
        while (true)
        {
            if (++s_steps > 20_000)
                throw new LispError("too long");
            if (x is Sym name)
                return env[name];
            if (x is not Pair form)
                return x;
            if (form.Car is Sym { Name: var special })
            {
                Obj[] rest = form.Cdr is Pair p ? [.. p] : [];
                switch (special)
                {
                    case "quote":
                        return rest[0];
                    case "quasi":
                        return Quasi(rest[0], env);
                    case "if":
                        x =
                            Eval(rest[0], env) is not Nil ? rest[1]
                            : rest.Length > 2 ? rest[2]
                            : Nil.Value;
                        continue;
                    case "define":
                        Obj value = Eval(rest[1], env);
                        env.Define((Sym)rest[0], value);
                        return value;
                    case "set!":
                        env.Set((Sym)rest[0], Eval(rest[1], env));
                        return Nil.Value;
                    case "lambda" or "macro":
                        (Sym[] parameters, bool variadic) = rest[0] switch
                        {
                            Sym s => ([s], true),
                            Pair q => (q.Cast<Sym>().ToArray(), false),
                            _ => (Array.Empty<Sym>(), false),
                        };
                        return new Lambda(parameters, variadic, rest[1], env, special == "macro");
                    case "do":
                        foreach (Obj o in rest[..^1])
                            Eval(o, env);
                        x = rest[^1];
                        continue;
                    case "try":
                        try
                        {
                            return Eval(rest[0], env);
                        }
                        catch (LispError e)
                        {
                            return List([Symbol("error"), .. e.Message.Split(' ').Select(Symbol)]);
                        }
                }
            }

            Obj f = Eval(form.Car, env);
            Obj[] given = form.Cdr is Pair g ? [.. g] : [];
            if (f is Lambda { IsMacro: true } macro)
            {
                x = Eval(macro.Body, macro.Bind(given));
                continue;
            }

            for (int i = 0; i < given.Length; i++)
                given[i] = Eval(given[i], env);
            switch (f)
            {
                case Builtin b:
                    return b.Apply(given);
                case Lambda l:
                    (x, env) = (l.Body, l.Bind(given));
                    continue;
                default:
                    throw new LispError("cannot call " + f);
            }
        }
    }

    private static Obj Quasi(Obj x, Env env) =>
        x switch
        {
            Pair { Car: Sym { Name: "unquote" }, Cdr: Pair { Car: var inner } } => Eval(inner, env),
            Pair p => new Pair(Quasi(p.Car, env), Quasi(p.Cdr, env)),
            _ => x,
        };

    private static Env Global()
    {
        var env = new Env(null);
        void Add(string name, Func<Obj[], Obj> f) =>
            env.Define(
                Symbol(name),
                new Builtin(
                    name,
                    a =>
                    {
                        try
                        {
                            return f(a);
                        }
                        catch (InvalidCastException)
                        {
                            throw new LispError(name + ": wrong type");
                        }
                        catch (IndexOutOfRangeException)
                        {
                            throw new LispError(name + ": too few arguments");
                        }
                        catch (DivideByZeroException)
                        {
                            throw new LispError("division by zero");
                        }
                        catch (OverflowException)
                        {
                            throw new LispError("overflow");
                        }
                    }
                )
            );
        void Arithmetic(string name, Func<long, long, long> f) =>
            Add(name, a => a.Length == 1 && name == "-" ? new Num(-((Num)a[0]).V) : new Num(a.Cast<Num>().Select(n => n.V).Aggregate(f)));
        void Compare(string name, Func<long, long, bool> f) => Add(name, a => f(((Num)a[0]).V, ((Num)a[1]).V) ? s_true : Nil.Value);
        Arithmetic("+", (x, y) => checked(x + y));
        Arithmetic("-", (x, y) => checked(x - y));
        Arithmetic("*", (x, y) => checked(x * y));
        Arithmetic("/", (x, y) => x / y);
        Arithmetic("mod", (x, y) => x % y);
        Compare("<", (x, y) => x < y);
        Compare("=", (x, y) => x == y);
        Add("cons", a => new Pair(a[0], a[1]));
        Add("car", a => ((Pair)a[0]).Car);
        Add("cdr", a => ((Pair)a[0]).Cdr);
        Add("list", a => List(a));
        Add("null?", a => a[0] is Nil ? s_true : Nil.Value);
        Add("pair?", a => a[0] is Pair ? s_true : Nil.Value);
        Add(
            "apply",
            a => Eval(new Pair(a[0], List([.. (a[1] is Nil ? [] : (IEnumerable<Obj>)a[1]).Select(x => List([Symbol("quote"), x]))])), env)
        );
        env.Define(s_true, s_true);
        env.Define(Symbol("nil"), Nil.Value);
        return env;
    }

    public static int Run()
    {
        const string Program = """
            (define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))  (fact 20)  (try (fact 25))
            (define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))  (fib 9)
            (define loop (lambda (i acc) (if (= i 0) acc (loop (- i 1) (+ acc i)))))  (loop 400 0)
            (define map (lambda (f l) (if (null? l) nil (cons (f (car l)) (map f (cdr l))))))
            (map (lambda (x) (* x x)) '(1 2 3 4))
            (define counter (lambda () ((lambda (n) (lambda () (do (set! n (+ n 1)) n))) 0)))
            (define c (counter)) (define d (counter)) (list (c) (c) (d) (c))
            (define when (macro (test body) `(if ,test ,body nil)))  (when (< 1 2) 'yes)  (when (< 2 1) (car 5))
            (define sum (lambda all (if (null? all) 0 (+ (car all) (apply sum (cdr all))))))  (sum 1 2 3 4 5)
            (define let (macro (name value body) `((lambda (,name) ,body) ,value)))  (let x 6 (let y 7 (* x y)))
            (define qsort (lambda (l) (if (null? l) nil (let p (car l) (append (qsort (filter (lambda (x) (< x p)) (cdr l))) (cons p (qsort (filter (lambda (x) (if (< x p) nil t)) (cdr l)))))))))
            (define filter (lambda (f l) (if (null? l) nil (if (f (car l)) (cons (car l) (filter f (cdr l))) (filter f (cdr l))))))
            (define append (lambda (a b) (if (null? a) b (cons (car a) (append (cdr a) b)))))
            (qsort '(3 1 4 1 5 9 2 6 5 3 5))
            (try (car nil)) (try (undefined 1)) (try (/ 1 0)) (try (fact 1 2)) (try (5 5)) (cons 1 2) (list 'a '(b . c) nil car fact when) (mod -7 3) (- 5)
            (try (loop 10000000 0))
            """;
        Env env = Global();
        var reader = new Reader(Program);
        int count = 0;
        while (reader.TryRead(out Obj form))
        {
            Obj value = Eval(form, env);
            if (form is not Pair { Car: Sym { Name: "define" } })
                WriteLine(++count + ": " + value);
        }

        foreach (string bad in new[] { "(1", ")", "(car", "'" })
        {
            try
            {
                var r = new Reader(bad);
                r.TryRead(out Obj o);
                WriteLine(o);
            }
            catch (LispError e)
            {
                WriteLine(e.Message);
            }
        }

        return count;
    }
}
