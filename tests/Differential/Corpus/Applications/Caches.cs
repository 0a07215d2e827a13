using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>An LRU cache, an LFU cache and a bounded write-back store behind one interface, compared on traces.</summary>
public static class Caches
{
    private interface ICache<TKey, TValue> : IReadOnlyCollection<TKey>
    {
        bool TryGet(TKey key, out TValue value);
        void Put(TKey key, TValue value);
        string Name => GetType().Name.Split('`')[0];
    }

    private abstract class Cache<TKey, TValue>(int capacity) : ICache<TKey, TValue>
    {
        public event Action<TKey, TValue> Evicted;
        protected int Capacity => capacity;
        public abstract int Count { get; }
        public abstract bool TryGet(TKey key, out TValue value);
        public abstract void Put(TKey key, TValue value);
        public abstract IEnumerator<TKey> GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected void OnEvicted(TKey key, TValue value) => Evicted?.Invoke(key, value);
    }

    private sealed class Lru<TKey, TValue>(int capacity) : Cache<TKey, TValue>(capacity)
    {
        private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
        private readonly LinkedList<(TKey Key, TValue Value)> _order = [];

        public override int Count => _nodes.Count;

        public override bool TryGet(TKey key, out TValue value)
        {
            bool found = _nodes.TryGetValue(key, out var node);
            value = default;
            if (!found)
                return false;
            _order.Remove(node);
            _order.AddFirst(node);
            value = node.ValueRef.Value;
            return true;
        }

        public override void Put(TKey key, TValue value)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                node.ValueRef.Value = value;
                _order.Remove(node);
                _order.AddFirst(node);
                return;
            }

            if (_nodes.Count == Capacity)
            {
                (TKey oldest, TValue old) = _order.Last!.Value;
                _order.RemoveLast();
                _nodes.Remove(oldest);
                OnEvicted(oldest, old);
            }

            _nodes[key] = _order.AddFirst((key, value));
        }

        public override IEnumerator<TKey> GetEnumerator() => _order.Select(p => p.Key).GetEnumerator();
    }

    private sealed class Lfu<TKey, TValue>(int capacity) : Cache<TKey, TValue>(capacity)
    {
        private sealed class Slot
        {
            public TValue Value;
            public int Uses = 1;
            public long Touched;
        }

        private readonly Dictionary<TKey, Slot> _slots = [];
        private long _clock;

        public override int Count => _slots.Count;

        public override bool TryGet(TKey key, out TValue value)
        {
            if (!_slots.TryGetValue(key, out Slot slot))
            {
                value = default;
                return false;
            }

            slot.Uses++;
            slot.Touched = ++_clock;
            value = slot.Value;
            return true;
        }

        public override void Put(TKey key, TValue value)
        {
            if (_slots.TryGetValue(key, out Slot slot))
            {
                slot.Value = value;
                slot.Uses++;
            }
            else
            {
                if (_slots.Count == Capacity)
                {
                    (TKey victim, Slot old) = _slots.MinBy(p => (p.Value.Uses, p.Value.Touched));
                    _slots.Remove(victim);
                    OnEvicted(victim, old.Value);
                }

                _slots[key] = slot = new Slot { Value = value };
            }

            slot.Touched = ++_clock;
        }

        public override IEnumerator<TKey> GetEnumerator()
        {
            foreach (var (key, _) in _slots.OrderByDescending(p => p.Value.Uses).ThenByDescending(p => p.Value.Touched))
                yield return key;
        }
    }

    private sealed class Store(Cache<int, string> cache)
    {
        private readonly Dictionary<int, string> _disk = [];
        private readonly HashSet<int> _dirty = [];
        public int Hits,
            Misses,
            Writes;

        public Store Attach()
        {
            cache.Evicted += (key, value) =>
            {
                if (!_dirty.Remove(key))
                    return;
                _disk[key] = value;
                Writes++;
            };
            return this;
        }

        public string Read(int key)
        {
            if (cache.TryGet(key, out string value))
            {
                Hits++;
                return value;
            }

            Misses++;
            value = _disk.GetValueOrDefault(key, "new" + key);
            cache.Put(key, value);
            return value;
        }

        public void Write(int key, string value)
        {
            cache.Put(key, value);
            _dirty.Add(key);
        }
    }

    private static IEnumerable<int> Trace(string kind)
    {
        uint seed = 2463534242;
        for (int i = 0; i < 1500; i++)
        {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            yield return kind switch
            {
                "loop" => i % 24,
                "random" => (int)(seed % 64),
                "skewed" => (int)(seed % 64 * (seed / 64 % 64) / 64),
                _ => (i / 50 * 8) + (int)(seed % 8),
            };
        }
    }

    public static int Run()
    {
        foreach (string kind in new[] { "loop", "random", "skewed", "phases" })
        {
            foreach (
                Func<Cache<int, string>> make in new Func<Cache<int, string>>[]
                {
                    () => new Lru<int, string>(16),
                    () => new Lfu<int, string>(16),
                }
            )
            {
                Cache<int, string> cache = make();
                var store = new Store(cache).Attach();
                var model = new Dictionary<int, string>();
                int wrong = 0,
                    step = 0;
                foreach (int key in Trace(kind))
                {
                    if (++step % 5 == 0)
                    {
                        string value = kind[..1] + step;
                        store.Write(key, value);
                        model[key] = value;
                    }
                    else if (store.Read(key) != model.GetValueOrDefault(key, "new" + key))
                    {
                        wrong++;
                    }
                }

                WriteLine(
                    $"{kind} {((ICache<int, string>)cache).Name}: {store.Hits} hits, {store.Misses} misses, {store.Writes} written back, {wrong} wrong, holds {string.Join(',', cache.Take(5))} of {cache.Count}"
                );
            }
        }

        return 0;
    }
}
