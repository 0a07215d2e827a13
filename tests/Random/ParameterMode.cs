namespace Random;

public enum ParameterMode
{
    Value,
    Ref,
    In,
    Out,
}
