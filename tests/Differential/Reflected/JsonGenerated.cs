using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Corpus.Support;

namespace Reflected;

/// <summary>System.Text.Json with generated serializers: polymorphism, records, enumerations as text, options, documents and nodes.</summary>
public static partial class JsonGenerated
{
    public static int Run()
    {
        var order = new Order(17, "Ada", [new Line("pen", 2, 1.25m), new Line("ink", 1, 8m)], State.Shipped)
        {
            Placed = new DateTime(2024, 2, 29, 12, 30, 0, DateTimeKind.Utc),
            Notes = { ["colour"] = "blue", ["empty"] = null },
        };
        string text = JsonSerializer.Serialize(order, Context.Default.Order);
        Console.WriteLine(text);
        Order back = JsonSerializer.Deserialize(text, Context.Default.Order);
        Console.WriteLine($"{back.Number} {back.Customer} {back.Lines[1]} {back.State} {back.Placed:O} {back.Notes.Count} {back.Ratio}");
        Console.WriteLine(JsonSerializer.Serialize(new[] { 1.5, -0.0, 1e300 }, Context.Default.DoubleArray));
        Shapes();
        Failures();
        Documents();
        Nodes();
        return 0;
    }

    private static void Shapes()
    {
        Shape[] shapes = [new Circle { Radius = 2.5 }, new Box { Width = 3, Height = 4, Inner = new Circle { Radius = 1 } }];
        // Declared here rather than by attributes, which need reflection.
        var options = new JsonSerializerOptions(Indented.Default.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.WithAddedModifier(Indented.Default, AddKinds),
        };
        var info = (JsonTypeInfo<Shape[]>)options.GetTypeInfo(typeof(Shape[]));
        string text = JsonSerializer.Serialize(shapes, info);
        Console.WriteLine(text);
        foreach (Shape shape in JsonSerializer.Deserialize(text, info))
            Console.WriteLine($"{shape.GetType().Name} {shape.Area:0.##}");
        Dictionary<string, List<int?>> table = new() { ["a"] = [1, null, 3], ["b"] = [] };
        Console.WriteLine(JsonSerializer.Serialize(table, Context.Default.DictionaryStringListNullableInt32));
    }

    private static void AddKinds(JsonTypeInfo info)
    {
        if (info.Type != typeof(Shape))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "kind",
            DerivedTypes = { new JsonDerivedType(typeof(Circle), "circle"), new JsonDerivedType(typeof(Box), "box") },
        };
    }

    private static void Failures()
    {
        foreach (string text in new[] { "{\"number\":\"x\"}", "{\"number\":1,}", "[1,2", "{\"state\":\"lost\"}", "{\"unknown\":[{}],\"Number\":5}" })
        {
            Tour.Line(text, () =>
            {
                Order order = JsonSerializer.Deserialize(text, Context.Default.Order);
                return $"{order.Number} {order.Customer ?? "nobody"}";
            });
        }
    }

    private static void Documents()
    {
        using JsonDocument document = JsonDocument.Parse("{\"a\":[1,2.5,\"x\\u00e9\",null,true],\"b\":{\"c\":{}}, \"n\": 12345678901234567890}");
        JsonElement root = document.RootElement;
        foreach (JsonElement item in root.GetProperty("a").EnumerateArray())
            Console.Write($"{item.ValueKind}:{item} ");
        Console.WriteLine($"{root.GetProperty("n").GetUInt64()} {root.TryGetProperty("z", out _)} {root.GetProperty("b").GetRawText()}");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("pi", 3.14159);
            writer.WriteString("quote", "\"<&>\"");
            writer.WriteStartArray("list");
            for (int i = 0; i < 3; i++)
                writer.WriteNumberValue(i);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        Console.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        var reader = new Utf8JsonReader("[1, /* two */ 2, {\"k\": \"v\"}]"u8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow });
        while (reader.Read())
            Console.Write($"{reader.TokenType}@{reader.CurrentDepth} ");
        Console.WriteLine();
    }

    private static void Nodes()
    {
        JsonNode root = JsonNode.Parse("{\"name\":\"n\",\"items\":[1,2,3]}");
        root["items"].AsArray().Add((JsonNode)4);
        root["added"] = new JsonObject { ["deep"] = true };
        root.AsObject().Remove("name");
        Console.WriteLine($"{root.ToJsonString()} {root["items"][3].GetValue<int>()} {JsonNode.DeepEquals(root, root.DeepClone())}");
    }

    [JsonConverter(typeof(JsonStringEnumConverter<State>))]
    private enum State
    {
        New,
        Shipped,
        Returned,
    }

    private sealed record Line(string Article, int Count, decimal Price);

    private sealed record Order(int Number, string Customer, List<Line> Lines, State State)
    {
        [JsonPropertyName("placed_at")]
        public DateTime Placed { get; init; }

        public Dictionary<string, string> Notes { get; init; } = [];

        [JsonIgnore]
        public int Secret => 42;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public float Ratio { get; set; }
    }

    private abstract class Shape
    {
        public abstract double Area { get; }
    }

    private sealed class Circle : Shape
    {
        public double Radius { get; set; }

        [JsonIgnore]
        public override double Area => Math.PI * Radius * Radius;
    }

    private sealed class Box : Shape
    {
        public double Width { get; set; }

        public double Height { get; set; }

        public Shape Inner { get; set; }

        [JsonIgnore]
        public override double Area => (Width * Height) - (Inner?.Area ?? 0);
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(double[]))]
    [JsonSerializable(typeof(Dictionary<string, List<int?>>))]
    private sealed partial class Context : JsonSerializerContext;

    [JsonSourceGenerationOptions(WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Shape[]))]
    [JsonSerializable(typeof(Circle))]
    [JsonSerializable(typeof(Box))]
    private sealed partial class Indented : JsonSerializerContext;
}
