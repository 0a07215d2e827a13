using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>An inverted index with ranking, phrases, boolean queries, prefixes and a persistent form.</summary>
public static class SearchIndex
{
    private readonly record struct Posting(int Document, int Position);

    private sealed class Index
    {
        private readonly SortedDictionary<string, List<Posting>> _terms = new(StringComparer.Ordinal);
        private readonly List<(string Title, int Length)> _documents = [];

        public int TermCount => _terms.Count;
        public IReadOnlyList<(string Title, int Length)> Documents => _documents;

        public static IEnumerable<string> Tokens(string text)
        {
            int start = -1;
            for (int i = 0; i <= text.Length; i++)
            {
                bool isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
                if (isWord && start < 0)
                    start = i;
                else if (!isWord && start >= 0)
                {
                    yield return Stem(text[start..i].ToLowerInvariant());
                    start = -1;
                }
            }
        }

        private static string Stem(string word) =>
            word switch
            {
                [.. var w, 'i', 'e', 's'] when w.Length > 2 => w + "y",
                [.. var w, 'i', 'n', 'g'] when w.Length > 3 => w,
                [.., 's', 's'] => word,
                [.. var w, 's'] when w.Length > 2 => w,
                _ => word,
            };

        public void Add(string title, string text)
        {
            int position = 0;
            foreach (string token in Tokens(text))
            {
                if (!_terms.TryGetValue(token, out List<Posting> list))
                    _terms.Add(token, list = []);
                list.Add(new Posting(_documents.Count, position++));
            }

            _documents.Add((title, position));
        }

        public IEnumerable<Posting> Postings(string term)
        {
            if (!term.EndsWith('*'))
                return _terms.GetValueOrDefault(Tokens(term).FirstOrDefault() ?? "") ?? [];
            string prefix = term[..^1].ToLowerInvariant();
            return _terms
                .Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal))
                .SelectMany(p => p.Value)
                .Order(Comparer<Posting>.Create((a, b) => (a.Document, a.Position).CompareTo((b.Document, b.Position))));
        }

        public IEnumerable<(string Title, long Score)> Rank(string query)
        {
            var scores = new long[_documents.Count];
            foreach (string term in query.Split(' '))
            {
                foreach (IGrouping<int, Posting> group in Postings(term).GroupBy(p => p.Document))
                {
                    int containing = Postings(term).Select(p => p.Document).Distinct().Count();
                    scores[group.Key] +=
                        (long)group.Count() * 1_000_000 * (_documents.Count + 1 - containing) / (_documents[group.Key].Length + 10);
                }
            }

            return scores
                .Index()
                .Where(s => s.Item > 0)
                .OrderByDescending(s => s.Item)
                .ThenBy(s => s.Index)
                .Select(s => (_documents[s.Index].Title, s.Item));
        }

        public HashSet<int> Phrase(params IReadOnlyList<string> words)
        {
            HashSet<Posting> current = [.. Postings(words[0])];
            foreach (string word in words.Skip(1))
            {
                HashSet<Posting> next = [.. Postings(word)];
                current = [.. current.Select(p => p with { Position = p.Position + 1 }).Where(next.Contains)];
            }

            return [.. current.Select(p => p.Document)];
        }

        public byte[] Save()
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write(_documents.Count);
            foreach ((string title, int length) in _documents)
            {
                writer.Write(title);
                writer.Write7BitEncodedInt(length);
            }

            foreach ((string term, List<Posting> list) in _terms)
            {
                writer.Write(term);
                writer.Write7BitEncodedInt(list.Count);
                int document = 0;
                foreach (Posting p in list)
                {
                    writer.Write7BitEncodedInt(p.Document - document);
                    writer.Write7BitEncodedInt(p.Position);
                    document = p.Document;
                }
            }

            writer.Flush();
            return stream.ToArray();
        }

        public static Index Load(byte[] bytes)
        {
            var index = new Index();
            using var reader = new BinaryReader(new MemoryStream(bytes));
            int count = reader.ReadInt32();
            for (int i = 0; i < count; i++)
                index._documents.Add((reader.ReadString(), reader.Read7BitEncodedInt()));
            while (reader.BaseStream.Position < bytes.Length)
            {
                string term = reader.ReadString();
                var list = new List<Posting>(reader.Read7BitEncodedInt());
                int document = 0;
                for (int i = 0; i < list.Capacity; i++)
                    list.Add(new Posting(document += reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));
                index._terms.Add(term, list);
            }

            return index;
        }
    }

    private sealed class Query(string text, Index index)
    {
        private readonly Queue<string> _words = new(
            text.Replace("(", " ( ").Replace(")", " ) ").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

        public HashSet<int> Evaluate()
        {
            HashSet<int> result = Or();
            return _words.Count == 0 ? result : throw new FormatException("unexpected " + _words.Peek());
        }

        private HashSet<int> Or()
        {
            HashSet<int> left = And();
            while (_words.TryPeek(out string w) && w == "OR")
            {
                _words.Dequeue();
                left.UnionWith(And());
            }

            return left;
        }

        private HashSet<int> And()
        {
            HashSet<int> left = Not();
            while (_words.TryPeek(out string w) && w is not ("OR" or ")"))
            {
                if (w == "AND")
                    _words.Dequeue();
                left.IntersectWith(Not());
            }

            return left;
        }

        private HashSet<int> Not()
        {
            if (!_words.TryDequeue(out string w))
                throw new FormatException("unexpected end");
            switch (w)
            {
                case "NOT":
                    HashSet<int> all = [.. Enumerable.Range(0, index.Documents.Count)];
                    all.ExceptWith(Not());
                    return all;
                case "(":
                    HashSet<int> inner = Or();
                    return _words.TryDequeue(out string close) && close == ")" ? inner : throw new FormatException("missing )");
                case ")" or "AND" or "OR":
                    throw new FormatException("unexpected " + w);
                default:
                    return [.. index.Postings(w).Select(p => p.Document)];
            }
        }
    }

    public static int Run()
    {
        var index = new Index();
        (string, string)[] documents =
        [
            ("sharks", "Sharks are fishes. A shark swims; swimming sharks eat smaller fishes and sometimes seals."),
            ("seals", "Seals swim well but fear sharks. Seals are mammals, not fish."),
            ("kernels", "A kernel schedules cores. The scheduler gives cores to processes; kernels that schedule well waste no cores."),
            ("nuts", "Nuts have kernels. A seal does not eat nuts."),
            ("empty", ""),
            ("cities", "Two cities, many parties, one city and one party: the story of cities' stories."),
        ];
        foreach ((string title, string text) in documents)
            index.Add(title, text);
        byte[] saved = index.Save();
        Index loaded = Index.Load(saved);
        WriteLine($"{index.TermCount} terms, {saved.Length} bytes, {loaded.Save().AsSpan().SequenceEqual(saved)}");
        foreach (string query in new[] { "shark", "kernel core", "seal fish nut", "cit*", "s*", "nothing" })
            WriteLine($"{query}: {string.Join(' ', loaded.Rank(query).Select(r => r.Title + "=" + r.Score))}");
        WriteLine(
            string.Join(' ', index.Phrase("seals", "are", "mammals").Select(d => index.Documents[d].Title))
                + " "
                + index.Phrase("eat", "nuts").Count
                + " "
                + index.Phrase("nuts", "eat").Count
                + " "
                + index.Phrase(["a", "kernel"]).Count
        );
        int bad = 0;
        foreach (
            string query in new[]
            {
                "shark seal",
                "kernel AND NOT nut",
                "nut OR city",
                "(shark OR kernel) NOT schedul*",
                "NOT NOT seal",
                "(seal",
                "AND x",
                "seal )",
                "",
            }
        )
        {
            try
            {
                WriteLine(
                    $"{query}: {string.Join(' ', new Query(query, loaded).Evaluate().Order().Select(d => loaded.Documents[d].Title))}"
                );
            }
            catch (FormatException e)
            {
                bad++;
                WriteLine($"{query}: {e.Message}");
            }
        }

        return bad;
    }
}
