using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Serialized;

/// <summary>System.Text.Json without generated serializers: every kind of type, option and failure.</summary>
public static class JsonShapes
{
    public static int Run()
    {
        RunAsync().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync()
    {
        void Show(string title, Func<object?> f)
        {
            try
            {
                Console.WriteLine($"{title}: {f()}");
            }
            catch (Exception e)
            {
                Console.WriteLine($"{title}: {e.GetType().Name}: {e.Message.Split('\n')[0]}");
            }
        }
        Show("big record", () => JsonSerializer.Serialize(new Big(1, "b", true, 2.5, 'c', 6m)));
        Show("big back", () => JsonSerializer.Deserialize<Big>("{\"A\":9,\"B\":\"x\",\"C\":true,\"D\":1e3,\"E\":\"q\",\"F\":1.25}"));
        Show("struct", () => JsonSerializer.Serialize(new Pt { X = 1, Y = 2 }));
        Show("struct back", () => JsonSerializer.Deserialize<Pt>("{\"X\":3,\"Y\":4}").Y);
        Show("record struct", () => JsonSerializer.Deserialize<RS>("{\"L\":3,\"R\":\"four\"}"));
        Show(
            "immutable",
            () =>
                JsonSerializer.Serialize(ImmutableList.Create(1, 2, 3))
                + JsonSerializer.Deserialize<ImmutableArray<string>>("[\"a\",\"b\"]").Length
                + JsonSerializer.Deserialize<ImmutableDictionary<string, int>>("{\"k\":5}")!["k"]
                + JsonSerializer.Deserialize<ImmutableHashSet<int>>("[1,1,2]")!.Count
        );
        Show(
            "concurrent",
            () => JsonSerializer.Serialize(new ConcurrentQueue<int>([1, 2])) + JsonSerializer.Deserialize<ConcurrentDictionary<string, Pt>>("{\"p\":{\"X\":1}}")!["p"].X
        );
        Show("observable", () => JsonSerializer.Deserialize<ObservableCollection<string>>("[\"z\"]")![0]);
        Show(
            "int keys",
            () =>
                JsonSerializer.Serialize(new Dictionary<int, string> { [1] = "a" })
                + JsonSerializer.Deserialize<Dictionary<Day, int>>("{\"Mon\":1}")![Day.Mon]
                + JsonSerializer.Serialize(new Dictionary<Guid, bool> { [Guid.Empty] = true })
        );
        Show("required", () => JsonSerializer.Deserialize<Req>("{}"));
        Show("required ok", () => JsonSerializer.Deserialize<Req>("{\"Name\":\"n\"}")!.Name);
        Show("include", () => JsonSerializer.Serialize(JsonSerializer.Deserialize<Priv>("{\"Secret\":5,\"Shown\":6}")));
        Show(
            "extension",
            () =>
            {
                var e = JsonSerializer.Deserialize<Ext>("{\"Known\":1,\"other\":[1,2],\"more\":{\"x\":null}}")!;
                return JsonSerializer.Serialize(e) + e.Rest!.Count;
            }
        );
        Show(
            "numbers",
            () =>
                JsonSerializer
                    .Deserialize<Num>(
                        "{\"V\":\"12\",\"W\":\"NaN\"}",
                        new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals }
                    )!
                    .V
        );
        Show(
            "cycle",
            () =>
            {
                var n = new Node { Name = "a" };
                n.Next = n;
                return JsonSerializer.Serialize(n);
            }
        );
        Show(
            "preserve",
            () =>
            {
                var n = new Node { Name = "a" };
                n.Next = n;
                return JsonSerializer.Serialize(n, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve });
            }
        );
        Show(
            "ignore cycle",
            () =>
            {
                var n = new Node { Name = "a" };
                n.Next = n;
                return JsonSerializer.Serialize(n, new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles });
            }
        );
        Show("generic", () => JsonSerializer.Serialize(new Page<Pt> { Items = [new Pt { X = 1 }], Total = 1 }));
        Show("generic back", () => JsonSerializer.Deserialize<Page<Node>>("{\"Items\":[{\"Name\":\"x\"}],\"Total\":3}")!.Items[0].Name);
        Show(
            "custom converter",
            () => JsonSerializer.Serialize(new WithTemp { T = new Temp(21.5) }) + JsonSerializer.Deserialize<WithTemp>("{\"T\":\"30C\"}")!.T.Degrees
        );
        Show("option converter", () => JsonSerializer.Serialize(new DateOnly(2024, 2, 3), new JsonSerializerOptions { Converters = { new DateConverter() } }));
        Show(
            "poly list",
            () =>
                JsonSerializer.Serialize(
                    new List<Animal>
                    {
                        new Dog { Name = "d", Barks = 1 },
                        new Cat { Name = "c", Lives = 9 },
                    }
                )
        );
        Show(
            "poly back",
            () =>
                string.Join(
                    ',',
                    JsonSerializer
                        .Deserialize<List<Animal>>("[{\"kind\":\"cat\",\"Name\":\"m\",\"Lives\":7},{\"kind\":\"dog\",\"Name\":\"r\"}]")!
                        .Select(a => a.GetType().Name + a.Name)
                )
        );
        Show("type overload", () => JsonSerializer.Serialize(new Pt { X = 5 }, typeof(Pt)) + ((Pt)JsonSerializer.Deserialize("{\"X\":8}", typeof(Pt))!).X);
        Show("runtime type", () => JsonSerializer.Serialize((object)new List<Pt> { new() { X = 4 } }));
        Show("anon list", () => JsonSerializer.Serialize(new[] { 1, 2 }.Select(i => new { Id = i, Sq = i * i })));
        Show(
            "anon nested",
            () =>
                JsonSerializer.Serialize(
                    new
                    {
                        P = new { Q = 1, R = new[] { "a" } },
                        When = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                        Span = TimeSpan.FromMinutes(90),
                        Big = 1234567890123456789L,
                        Dec = 1.10m,
                        F = 0.1f,
                        N = (string?)null,
                    }
                )
        );
        Show(
            "indent",
            () =>
                JsonSerializer
                    .Serialize(
                        new { A = new int[0], B = new { } },
                        new JsonSerializerOptions
                        {
                            WriteIndented = true,
                            IndentCharacter = '\t',
                            IndentSize = 1,
                        }
                    )
                    .Replace("\t", "<t>")
        );
        Show(
            "snake",
            () =>
                JsonSerializer.Serialize(
                    new Req { Name = "x", HttpStatus = 200 },
                    new JsonSerializerOptions(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }
                )
        );
        Show(
            "node get",
            () => JsonNode.Parse("{\"p\":{\"X\":1,\"Y\":2},\"l\":[1,2]}")!["p"].Deserialize<Pt>().Y + JsonNode.Parse("[1,2]")!.AsArray().GetValues<int>().Sum()
        );
        Show("element", () => JsonDocument.Parse("{\"X\":41}").RootElement.Deserialize<Pt>().X);
        Show("to element", () => JsonSerializer.SerializeToElement(new Pt { Y = 3 }).GetProperty("Y").GetInt32());
        Show("bad", () => JsonSerializer.Deserialize<Pt>("{\"X\":\"q\"}"));
        Show("bad json", () => JsonSerializer.Deserialize<Pt>("{\"X\":1"));
        Show("null to struct", () => JsonSerializer.Deserialize<Pt>("null"));
        Show("interface", () => JsonSerializer.Serialize<INamed>(new Node { Name = "i" }));
        Show("interface back", () => JsonSerializer.Deserialize<INamed>("{\"Name\":\"x\"}"));
        Show("no ctor", () => JsonSerializer.Deserialize<NoCtor>("{}"));
        Show("tuple", () => JsonSerializer.Serialize(Tuple.Create(1, "x")) + JsonSerializer.Deserialize<Tuple<int, string>>("{\"Item1\":4,\"Item2\":\"y\"}")!.Item2);
        Show(
            "kvp",
            () =>
                JsonSerializer.Serialize(new KeyValuePair<string, int>("k", 1))
                + JsonSerializer.Deserialize<KeyValuePair<string, int>>("{\"Key\":\"a\",\"Value\":2}").Value
        );
        Show(
            "object prop",
            () =>
            {
                var d = JsonSerializer.Deserialize<Dictionary<string, object>>("{\"a\":1,\"b\":[true]}")!;
                return d["a"].GetType().Name + d["b"];
            }
        );
        Show("bytes", () => JsonSerializer.Serialize(new { B = new byte[] { 1, 2, 3 }, M = new Memory<byte>([4]) }));
        Show("callbacks", () => JsonSerializer.Serialize(new Called()));
        Show("populate", () => JsonSerializer.Deserialize<Pop>("{\"L\":[2]}")!.L.Count);
        Show("array 2d", () => JsonSerializer.Serialize(new int[2, 2]));
        Show("jagged", () => JsonSerializer.Serialize(new int[][] { [1], [2, 3] }));
        Show("nullable enum", () => JsonSerializer.Serialize(new { D = (Day?)Day.Tue, E = (Day?)null }));
        Show(
            "modifier",
            () =>
                JsonSerializer.Serialize(
                    new Pt { X = 1, Y = 2 },
                    new JsonSerializerOptions
                    {
                        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver
                        {
                            Modifiers =
                            {
                                ti =>
                                {
                                    foreach (var p in ti.Properties)
                                        p.Name = "_" + p.Name;
                                },
                            },
                        },
                    }
                )
        );
        var stream = new MemoryStream();
        await JsonSerializer.SerializeAsync(stream, new List<Pt> { new() { X = 7 } });
        stream.Position = 0;
        Console.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        Console.WriteLine((await JsonSerializer.DeserializeAsync<List<Pt>>(stream))![0].X);
        stream.Position = 0;
        await foreach (var p in JsonSerializer.DeserializeAsyncEnumerable<Pt>(stream))
            Console.WriteLine(p.X);
        static T Load<T>(string s)
            where T : new() => JsonSerializer.Deserialize<T>(s) ?? new T();
        Console.WriteLine(Load<Pop>("{\"L\":[1,2,3]}").L.Count);
    }

    record Big(int A, string B, bool C, double D, char E, decimal F);

    struct Pt
    {
        public int X { get; set; }
        public int Y { get; set; }
    }

    readonly record struct RS(int L, string R);

    enum Day
    {
        Mon,

        [JsonStringEnumMemberName("tuesday")]
        Tue,
    }

    class Req
    {
        public required string Name { get; set; }
        public int HttpStatus { get; init; }
    }

    class Priv
    {
        [JsonInclude]
        private int Secret { get; set; }
        public int Shown { get; private set; }

        [JsonInclude]
        public int Kept = 3;
    }

    class Ext
    {
        public int Known { get; set; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Rest { get; set; }
    }

    class Num
    {
        public int V { get; set; }
        public double W { get; set; }
    }

    interface INamed
    {
        string Name { get; }
    }

    class Node : INamed
    {
        public string Name { get; set; } = "";
        public Node? Next { get; set; }

        [JsonPropertyOrder(-1)]
        public int First => 1;
    }

    class Page<T>
    {
        public List<T> Items { get; set; } = [];
        public int Total { get; set; }
    }

    class WithTemp
    {
        [JsonConverter(typeof(TempConverter))]
        public Temp T { get; set; } = new(0);
    }

    record Temp(double Degrees);

    class TempConverter : JsonConverter<Temp>
    {
        public override Temp Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => new(double.Parse(r.GetString()!.TrimEnd('C')));

        public override void Write(Utf8JsonWriter w, Temp v, JsonSerializerOptions o) => w.WriteStringValue(v.Degrees + "C");
    }

    class DateConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => DateOnly.Parse(r.GetString()!);

        public override void Write(Utf8JsonWriter w, DateOnly v, JsonSerializerOptions o) => w.WriteStringValue(v.ToString("dd/MM/yyyy"));
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Dog), "dog"), JsonDerivedType(typeof(Cat), "cat")]
    abstract class Animal
    {
        public string Name { get; set; } = "";
    }

    class Dog : Animal
    {
        public int Barks { get; set; }
    }

    class Cat : Animal
    {
        public int Lives { get; set; }
    }

    class NoCtor
    {
        public NoCtor(int a, int b) { }

        public NoCtor(string s) { }
    }

    class Called : IJsonOnSerializing, IJsonOnSerialized
    {
        public string S { get; set; } = "";

        public void OnSerializing() => S = "now";

        public void OnSerialized() => Console.WriteLine("done " + S);
    }

    class Pop
    {
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public List<int> L { get; } = [1];
    }
}
