global using SpinLock = Kernel.Machine.SpinLock;
