using System;

namespace GuestFramework;

/// <summary>A failed assertion.</summary>
public sealed class CheckException(string message) : Exception(message);
