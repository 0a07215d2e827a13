using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace Reflected;

/// <summary>Metrics of a program, and a listener to them.</summary>
public static class Meters
{
    public static int Run()
    {
        using var meter = new Meter("corpus", "1.2");
        Counter<int> counter = meter.CreateCounter<int>("requests", "count", "what came");
        Histogram<double> histogram = meter.CreateHistogram<double>("duration", "ms");
        UpDownCounter<long> open = meter.CreateUpDownCounter<long>("open");
        meter.CreateObservableGauge("level", () => new Measurement<int>(42, new KeyValuePair<string, object?>("where", "here")));
        counter.Add(1);
        using (var listener = new MeterListener { InstrumentPublished = Publish })
        {
            listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Write(i, value, tags));
            listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Write(i, value, tags));
            listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Write(i, value, tags));
            listener.MeasurementsCompleted = (i, _) => Console.WriteLine($"end of {i.Name}");
            listener.Start();
            counter.Add(3, new KeyValuePair<string, object?>("path", "/a"), new KeyValuePair<string, object?>("code", 200));
            histogram.Record(1.5);
            open.Add(5);
            open.Add(-2);
            listener.RecordObservableInstruments();
            Console.WriteLine($"{counter.Enabled} {counter.IsObservable} {counter.Description} {meter.Version}");
        }

        Console.WriteLine(counter.Enabled);
        return 0;
    }

    private static void Publish(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name != "corpus")
            return;
        Console.WriteLine($"{instrument.Name} {instrument.Unit}");
        listener.EnableMeasurementEvents(instrument);
    }

    private static void Write<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Console.Write($"{instrument.Name} = {value}");
        foreach ((string name, object? tag) in tags)
            Console.Write($" {name}={tag}");
        Console.WriteLine();
    }
}
