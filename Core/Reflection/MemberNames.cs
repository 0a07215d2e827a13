using System;
using System.Reflection;
using System.Text;

namespace Core.Reflection;

/// <summary>Names of members for messages.</summary>
internal static class MemberNames
{
    public static string Of(MemberInfo member)
    {
        var text = new StringBuilder();
        if (member.DeclaringType is { } declaring)
            text.Append(declaring).Append('.');
        text.Append(member.Name);
        if (member is not MethodBase method)
            return text.ToString();
        if (method.IsGenericMethod)
            Append(text, '[', method.GetGenericArguments(), ']');
        return Append(text, '(', Array.ConvertAll(method.GetParameters(), p => p.ParameterType), ')').ToString();
    }

    private static StringBuilder Append(StringBuilder text, char open, Type[] types, char close)
    {
        text.Append(open);
        for (int i = 0; i < types.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(types[i]);
        return text.Append(close);
    }
}
