using System;
using LateBound;

namespace Reflected;

/// <summary>The programs of this assembly: see <see cref="Selection"/>.</summary>
public static class Program
{
    private static readonly (string Name, Func<int> Run)[] s_programs =
    [
        ("Attributes", Attributes.Run),
        ("Construction", Construction.Run),
        ("Container", Container.Run),
        ("Delegates", Delegates.Run),
        ("Descriptors", Descriptors.Run),
        ("Enums", Enums.Run),
        ("Fields", Fields.Run),
        ("Instances", Instances.Run),
        ("Invocation", Invocation.Run),
        ("JsonGenerated", JsonGenerated.Run),
        ("Members", Members.Run),
        ("Meters", Meters.Run),
        ("OpenServices", OpenServices.Run),
        ("Resources", Resources.Run),
        ("Serializer", Serializer.Run),
        ("TableMapper", TableMapper.Run),
        ("TestRunner", TestRunner.Run),
        ("TypeNames", TypeNames.Run),
        ("Validation", Validation.Run),
    ];

    public static int Main(string[] args) => Selection.Run(args, s_programs);
}
