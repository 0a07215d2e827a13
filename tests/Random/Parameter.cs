namespace Random;

/// <summary>A parameter of a generated method.</summary>
public sealed record Parameter(string Name, Shape Shape, ParameterMode Mode)
{
    /// <summary>The word before the type in a declaration, and before the argument in a call.</summary>
    public string Prefix => Mode switch
    {
        ParameterMode.Ref => "ref ",
        ParameterMode.In => "in ",
        ParameterMode.Out => "out ",
        _ => "",
    };

    public Variable AsVariable() => new(Name, Shape)
    {
        IsAssignable = Mode != ParameterMode.In,
        IsCapturable = Mode == ParameterMode.Value && !Shape.IsStackOnly,
    };
}
