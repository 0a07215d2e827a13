using System;

namespace Goroutines;

/// <summary>A value was sent to a closed channel, or one was closed twice.</summary>
public sealed class ChannelClosedException(string message) : InvalidOperationException(message);
