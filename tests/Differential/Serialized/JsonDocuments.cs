using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Serialized;

/// <summary>System.Text.Json without generated serializers: what applications do.</summary>
public static class JsonDocuments
{
    public static int Run()
    {
        var people = new List<Person>
        {
            new("Ann", 30, ["x", "y"])
            {
                Home = new Address
                {
                    Street = "A 1",
                    City = "B",
                    Zip = 123,
                },
            },
            new("Bob", 41, []),
        };
        string json = JsonSerializer.Serialize(people);
        Console.WriteLine(json);
        var back = JsonSerializer.Deserialize<List<Person>>(json)!;
        foreach (var p in back)
            Console.WriteLine($"{p.Name} {p.Age} {string.Join('|', p.Tags)} {p.Home?.City} {p.Home?.Zip}");
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        Console.WriteLine(JsonSerializer.Serialize(people[0], options));
        Console.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    A = 1,
                    B = "two",
                    C = new[] { 1.5, 2.5 },
                    D = (int?)null,
                }
            )
        );
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }));
        Console.WriteLine(JsonSerializer.Serialize(new[] { Color.Red, Color.Blue }));
        Console.WriteLine(JsonSerializer.Serialize(Color.Blue, new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } }));
        var cfg = JsonSerializer.Deserialize<Config>(
            """{"name":"svc","ports":[80,443],"limits":{"cpu":0.5,"mem":512},"mode":"Blue","when":"2024-05-06T07:08:09Z","id":"b2f0a1f0-0000-4000-8000-123456789abc","ratio":null}""",
            new JsonSerializerOptions { PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() } }
        )!;
        Console.WriteLine($"{cfg.Name} {cfg.Ports.Sum()} {cfg.Limits["cpu"]} {cfg.Mode} {cfg.When:u} {cfg.Id} {cfg.Ratio is null}");
        try
        {
            JsonSerializer.Deserialize<Config>("{\"ports\":[1,\"x\"]}", new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
        }
        catch (JsonException e)
        {
            Console.WriteLine(e.Message);
        }
        JsonNode node = JsonNode.Parse("{\"a\":[1,2,{\"b\":true}]}")!;
        node["a"]!.AsArray().Add(4);
        node["c"] = "text";
        node["d"] = JsonSerializer.SerializeToNode(people[1]);
        Console.WriteLine(node.ToJsonString());
        object o = new Person("Obj", 1, ["q"]);
        Console.WriteLine(JsonSerializer.Serialize(o));
        Console.WriteLine(
            JsonSerializer.Serialize(
                new Holder
                {
                    Value = new Address { City = "Z" },
                    Many = [1, "s", true, null],
                }
            )
        );
        Console.WriteLine(JsonSerializer.Serialize((1, "a"), new JsonSerializerOptions { IncludeFields = true }));
        Console.WriteLine(JsonSerializer.Serialize<Shape>(new Circle { R = 2 }));
        Console.WriteLine(JsonSerializer.Deserialize<Shape>("{\"$type\":\"circle\",\"R\":3}")!.GetType().Name);
        Console.WriteLine(
            JsonSerializer.Serialize(
                new Matrix
                {
                    Rows =
                    [
                        [1, 2],
                        [3],
                    ],
                    ByDay = new SortedDictionary<string, List<int>> { ["mon"] = [1] },
                    Set = [3, 1],
                    Q = new Queue<string>(["a"]),
                }
            )
        );
        return 0;
    }

    record Person(string Name, int Age, string[] Tags)
    {
        public Address? Home { get; set; }
    }

    class Address
    {
        public string Street { get; set; } = "";
        public string City { get; set; } = "";

        [JsonPropertyName("postal")]
        public int Zip { get; set; }

        [JsonIgnore]
        public int Hidden { get; set; } = 7;
    }

    enum Color
    {
        Red,
        Green,
        Blue,
    }

    class Config
    {
        public string Name { get; set; } = "";
        public int[] Ports { get; set; } = [];
        public Dictionary<string, double> Limits { get; set; } = new();
        public Color Mode { get; set; }
        public DateTime When { get; set; }
        public Guid Id { get; set; }
        public double? Ratio { get; set; }
    }

    class Holder
    {
        public object? Value { get; set; }
        public List<object?> Many { get; set; } = [];
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    class Shape { }

    class Circle : Shape
    {
        public double R { get; set; }
    }

    class Matrix
    {
        public List<List<int>> Rows { get; set; } = [];
        public IDictionary<string, List<int>>? ByDay { get; set; }
        public HashSet<int> Set { get; set; } = [];
        public Queue<string>? Q { get; set; }
        public IReadOnlyList<int>? None { get; init; }
        public IEnumerable<int> Seq => [1, 2];
    }
}
