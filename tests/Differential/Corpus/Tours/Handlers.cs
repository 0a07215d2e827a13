using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Corpus.Support;

namespace Corpus.Tours;

#nullable enable annotations

// One line of output per subject; a subject that throws prints the type of its exception.
public static unsafe class Handlers
{
    class Fin : IDisposable { public static string Log = ""; string n; public Fin(string n) { this.n = n; } public void Dispose() {
        Log += "d" + n; } }
    struct Big2 { public long A, B, C, D; public object O; }
    class Holder { public Cnt C; public readonly Cnt R; public Big2 B; }
    struct Cnt { public int N; public int Inc() => ++N; }
    interface IVis { T Visit<T>(T x, int n); }

    private static int s_g;
    private static int s_one = 1;
    static int Ret(int x) { try { if (x == 0) return 1; try { if (x == 1) return 2; } finally { x += 10; }
        if (x == 12) throw new ArgumentException(); } catch (ArgumentException) { return x; } finally { s_g += x; } return -x; }
    static int Deep(int n, ref int acc) { try { if (n == 0) throw new TimeoutException("deep"); return Deep(n - 1, ref acc) + 1; }
        finally { acc += n; } }
    [MethodImpl(MethodImplOptions.Synchronized)] static int Sync(int x) { if (x < 0) throw new Exception("neg"); return x + 1; }
    static string Eh1() { string r = ""; try { try { try { throw new Exception("a"); } catch (Exception e) { r += e.Message; throw; }
        finally { r += "f1"; } } catch (Exception e) { r += "c" + e.Message; throw new InvalidOperationException("b", e); } finally {
        r += "f2"; } } catch (InvalidOperationException e) { r += e.Message + e.InnerException!.Message; } return r; }
    static string Eh2() { s_g = 0; return Ret(0) + "," + Ret(1) + "," + Ret(2) + "," + Ret(3) + "," + s_g; }
    static string Eh3() { string r = ""; for (int i = 0; i < 4; i++) { try { try { if (i == 1) throw new Exception("x");
        if (i == 2) continue; if (i == 3) break; r += i; } finally { try { r += "<";
        if (i == 1) throw new InvalidOperationException("fin"); } catch (InvalidOperationException e) { r += e.Message; } finally {
        r += ">"; } } } catch (Exception e) when (e.Message.Length + i == 2) { r += "w" + i; } } return r; }
    static string EhS() { int acc = 0; try { Deep(50, ref acc); } catch (TimeoutException e) {
        return e.Message + acc + (e.StackTrace!.Split('\n').Length > 40); } return "no"; }
    static string Nest() { string r = ""; void Lv(int n) { try { if (n == 0) throw new Exception("z"); Lv(n - 1); }
        catch (Exception e) when (n == 2) { r += "c" + e.Message; } finally { r += n; } } Lv(4); return r; }
    static string Us() { Fin.Log = ""; using (var a = new Fin("a")) using (var b = new Fin("b")) { Fin.Log += "x"; } try {
        using var c = new Fin("c"); throw new Exception(); } catch { Fin.Log += "C"; } return Fin.Log; }
    static string Exm() { string r = ""; try { new List<int>()[0] = 1; } catch (ArgumentOutOfRangeException e) { r += e.ParamName; }
        try { _ = new Dictionary<string, int>()["zz"]; } catch (KeyNotFoundException) { r += "knf"; } try { int.Parse("x"); }
        catch (FormatException) { r += "fmt"; } try { ArgumentNullException.ThrowIfNull((object)null!, "pp"); }
        catch (ArgumentNullException e) { r += e.ParamName; } try { _ = Enumerable.Empty<int>().First(); }
        catch (InvalidOperationException) { r += "empty"; } try { _ = checked(int.MaxValue + s_one); } catch (ArithmeticException) {
        r += "ar"; } try { _ = new int[-s_one]; } catch (OverflowException) { r += "neg"; } try { throw null!; }
        catch (NullReferenceException) { r += "thrownull"; } try { Big2[]? bb = null; r += bb![3].D; } catch (NullReferenceException) {
        r += "nrb"; } try { Holder? hh = null; r += hh!.B.D; } catch (NullReferenceException) { r += "nrh"; } try { Action? aa = null;
        aa!(); } catch (NullReferenceException) { r += "nra"; } try { ((IVis?)null)!.Visit(1, 1); } catch (NullReferenceException) {
        r += "nri"; } return r; }
    static string Lk() { object o = new(); int n = 0; lock (o) { lock (o) { n++; } } try { Sync(-1); } catch (Exception e) {
        n += e.Message.Length; } var l = new Lock(); lock (l) { n += 10; } return n + ":" + Sync(3) + Monitor.IsEntered(o); }

    public static int Run()
    {
        Tour.Line("Eh1", Eh1);
        Tour.Line("Eh2", Eh2);
        Tour.Line("Eh3", Eh3);
        Tour.Line("EhS", EhS);
        Tour.Line("Nest", Nest);
        Tour.Line("Us", Us);
        Tour.Line("Exm", Exm);
        Tour.Line("Lk", Lk);
        return 0;
    }
}
