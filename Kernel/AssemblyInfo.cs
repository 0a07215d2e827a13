using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Unit.Kernel")]
