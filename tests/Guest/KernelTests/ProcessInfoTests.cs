using Abi;
using GuestFramework;
using Syscalls;

namespace KernelTests;

internal static unsafe class ProcessInfoTests
{
    private static ProcInfo* Info => (ProcInfo*)AddressMap.ProcInfo;

    public static void Run(Suite suite)
    {
        suite.Test("ProcInfo_Facts_ArePlausible", Plausible);
        suite.Test("ProcInfo_Maps_AgreeWithEachOther", MapsAgree);
        suite.Test("GetPcoreId_Result_IsACore", CoreNumber);
    }

    private static void Plausible()
    {
        Check.True(Info->Pid > 0, "pid");
        Check.True(Info->IsMcp != 0, "many-core");
        Check.True(Info->MaxVcores >= 1 && Info->MaxVcores == Info->CoreCount, "vcores");
        Check.True(Info->TscFrequency is > 100_000_000 and < 10_000_000_000, "TSC frequency");
        Check.True(Info->WallTimeNs > 1_700_000_000_000_000_000, "wall time");
        Check.True(Info->ProgramEntry >= Info->ProgramBase && Info->ProgramEntry < Info->ProgramEnd, "program bounds");
        Check.True(Info->SchedulerEntry >= Info->SchedulerBase && Info->SchedulerEntry < Info->SchedulerEnd, "scheduler bounds");
    }

    private static void MapsAgree()
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            ulong before = Info->CoremapSequence;
            bool agree = true;
            for (int vcore = 0; vcore < (int)Info->MaxVcores; vcore++)
            {
                VcoreMapEntry* entry = ProcInfo.Vcore(Info, vcore);
                if (entry->Valid != 0)
                {
                    PcoreMapEntry* place = ProcInfo.Pcore(Info, (int)entry->Pcore);
                    agree &= place->Valid != 0 && place->Vcore == (uint)vcore;
                }
            }

            if ((before & 1) == 0 && before == System.Threading.Volatile.Read(ref Info->CoremapSequence))
            {
                Check.True(agree, "a vcore's core names the vcore");
                return;
            }
        }

        throw new CheckException("the maps never stood still");
    }

    private static void CoreNumber()
    {
        for (int i = 0; i < 100; i++)
            Check.True((uint)Sys.GetPcoreId() < Info->CoreCount, "core number");
    }
}
