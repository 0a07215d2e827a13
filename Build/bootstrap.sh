#!/usr/bin/env bash
# Installs what is missing, builds the build tool when its sources changed, and hands over to it.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "$0")")")
artifacts=${SHARKAROS_ARTIFACTS:-$root/artifacts}
tool=$artifacts/bin/Build/release/sharkaros-build.dll
export SHARKAROS_ROOT=$root
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0

say() { printf '%s\n' "$*" >&2; }

# command -> Debian package
need() {
  local missing=()
  command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
  if [ "$1" = all ]; then
    command -v xorriso >/dev/null || missing+=(xorriso)
    command -v grub-mkrescue >/dev/null || missing+=(grub-common)
    [ -d /usr/lib/grub/i386-pc ] || missing+=(grub-pc-bin)
    [ -d /usr/lib/grub/x86_64-efi ] || missing+=(grub-efi-amd64-bin)
    command -v mformat >/dev/null || missing+=(mtools)
    [ -e /usr/share/OVMF/OVMF_CODE.fd ] || [ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || missing+=(ovmf)
    command -v gdb >/dev/null || missing+=(gdb)
  fi
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && as_root=(sudo)
    [ ${#as_root[@]} -eq 0 ] && { say "error: missing packages: ${missing[*]}; install them as root with: apt-get install ${missing[*]}"; exit 1; }
  fi
  if ! command -v apt-get >/dev/null; then
    say "error: these packages are needed (Debian names): ${missing[*]}"
    exit 1
  fi
  say "installing missing packages with apt-get: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

command -v dotnet >/dev/null || { say "error: the .NET SDK 10 is needed: see https://dotnet.microsoft.com/download"; exit 1; }

# --help needs nothing but the tool.
case " $* " in
  *" --help "*|*" -h "*) ;;
  *" --iso "*|*" --uefi "*|*" --debug "*) need all ;;
  " test "*) need all ;;
  *) need emulator ;;
esac

if [ ! -f "$tool" ] || [ -n "$(find "$root/Build" "$root/Abi" "$root"/Directory.*.props "$root/global.json" -newer "$tool" \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name global.json \) -print -quit)" ]; then
  say "building the build tool"
  if ! out=$(dotnet build "$root/Build/Build.csproj" -c Release -nologo -v quiet -clp:NoSummary 2>&1); then
    printf '%s\n' "$out" >&2
    exit 1
  fi
  touch "$tool"
fi
exec dotnet "$tool" "$@"
