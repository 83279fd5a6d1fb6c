#!/usr/bin/env bash
# Puts the programs that the tests and the demo run into our cache, once:
#   fetch.sh cluster   kube-apiserver, etcd, kubectl
#   fetch.sh test      the same, helm and promtool
# Cache: ${PGHEALTH_CACHE:-~/.cache/pghealth}, with kube/k8s/<version>-<os>-<arch>/ (the layout that kube-api-test
# looks for) and bin/. What is there already, or on PATH, is not fetched again.
set -euo pipefail

readonly KUBERNETES=1.35.4 HELM=v3.19.5 PROMTOOL=v0.305.0

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${PGHEALTH_CACHE:-${HOME:-}/.cache/pghealth}
log=$cache/fetch.log
scratch=

say() { echo "control-plane: $*"; }
die() {
  echo "control-plane: $*" >&2
  exit 1
}

platform() {
  local machine
  machine=$(uname -m)
  case $machine in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
  esac
  echo "$(uname -s | tr '[:upper:]' '[:lower:]')-$machine"
}

holds_all() { # holds_all DIR NAME...: whether DIR has each of them as a program
  local dir=$1 name
  shift
  for name; do [[ -x $dir/$name && -f $dir/$name ]] || return 1; done
}

put() { # put DIR NAME...: moves finished programs from scratch into DIR, each in one step
  local dir=$1 name
  shift
  mkdir -p "$dir"
  for name; do mv -f "$scratch/out/$name" "$dir/.$name.new" && mv -f "$dir/.$name.new" "$dir/$name"; done
}

need_go() { # need_go WHAT OTHERWISE: ends with one sentence unless a new enough Go is here
  command -v go >/dev/null ||
    die "$1 has to be built and there is no Go: install Go 1.25 or newer, $2."
  (cd "$here" && go env GOVERSION) >/dev/null 2>>"$log" ||
    die "$1 has to be built with Go 1.25 or newer and $(command -v go) is older: install a newer Go, $2."
}

build() { # build WHAT COMMAND...: runs it from this folder with its output in the log
  local what=$1 start=$SECONDS
  shift
  say "building $what (a few minutes) ..."
  mkdir -p "$scratch/out"
  # Settings of the caller's that would change what is built or where it goes are taken out; a Go
  # without a home gets its caches in the scratch folder.
  (
    cd "$here"
    [[ -n ${HOME:-} ]] || export GOPATH=$scratch/go GOCACHE=$scratch/go-build
    env -u GOOS -u GOARCH GOFLAGS=-modcacherw GOWORK=off CGO_ENABLED=0 GOBIN="$scratch/out" "$@"
  ) >>"$log" 2>&1 ||
    die "building $what failed, most often because no Go module proxy can be reached (GOPROXY): $log says why."
  say "built $what in $((SECONDS - start)) s"
}

cluster() {
  # kube-api-test makes certificates for a year beside the programs, and then uses them whatever their age.
  find "$cache/kube" -maxdepth 1 \( -name '*.crt' -o -name '*.key' \) -mtime +300 -delete 2>/dev/null || true
  local dir=$cache/kube/k8s/$KUBERNETES-$(platform) names=(etcd kubectl kube-apiserver) name
  if [[ -n ${KUBEBUILDER_ASSETS:-} && ! $KUBEBUILDER_ASSETS -ef $dir ]] &&
    holds_all "$KUBEBUILDER_ASSETS" "${names[@]}"; then
    mkdir -p "$scratch/out"
    for name in "${names[@]}"; do
      ln -s "$(cd "$KUBEBUILDER_ASSETS" && pwd)/$name" "$scratch/out/$name"
    done
    put "$dir" "${names[@]}"
    say "kube-apiserver, etcd and kubectl are those of KUBEBUILDER_ASSETS"
  elif holds_all "$dir" "${names[@]}"; then
    say "kube-apiserver, etcd and kubectl are in $dir"
  else
    need_go "kube-apiserver" "or set KUBEBUILDER_ASSETS to a folder with kube-apiserver, etcd and kubectl"
    local version=k8s.io/component-base/version
    build "kube-apiserver, etcd and kubectl" go build -trimpath -o "$scratch/out/" -ldflags "-s -w \
      -X $version.gitVersion=v$KUBERNETES -X $version.gitMajor=1 -X $version.gitMinor=35" tool
    mv "$scratch/out/server" "$scratch/out/etcd"
    put "$dir" "${names[@]}"
  fi
}

helm() {
  if in_place helm; then return; fi
  need_go helm "or install helm 3"
  # Without the last two, `helm template` takes itself for the helm of a cluster of version 1.20.
  local ours=helm.sh/helm/v3
  build helm go install -trimpath -ldflags "-s -w -X $ours/internal/version.version=$HELM \
    -X $ours/pkg/chartutil.k8sVersionMajor=1 -X $ours/pkg/chartutil.k8sVersionMinor=35" $ours/cmd/helm@$HELM
  put "$cache/bin" helm
}

promtool() {
  if in_place promtool; then return; fi
  if command -v apt-get >/dev/null && promtool_of_debian; then return; fi
  need_go promtool "or install promtool (Debian's package prometheus has it)"
  # Not `go install`: prometheus has exclude lines in its go.mod, which that refuses.
  mkdir -p "$scratch/promtool"
  build promtool bash -c "cd '$scratch/promtool' && go mod init promtool &&
    go get -tool github.com/prometheus/prometheus/cmd/promtool@$PROMTOOL && go build -trimpath -o '$scratch/out/' tool"
  put "$cache/bin" promtool
}

promtool_of_debian() { # takes the one program out of the package: installing that would start a server
  local start=$SECONDS
  say "taking promtool from the distribution's package prometheus ..."
  (
    mkdir -p "$scratch/deb" && cd "$scratch/deb" && chmod 777 .
    if ((EUID == 0)); then apt-get update; fi
    apt-get download prometheus && dpkg-deb -x prometheus_*.deb . && mkdir -p "$scratch/out" &&
      mv usr/bin/promtool "$scratch/out/"
  ) >>"$log" 2>&1 || return 1
  put "$cache/bin" promtool
  say "took promtool in $((SECONDS - start)) s"
}

in_place() { # in_place NAME: whether a single program is on PATH or in the cache
  local found
  if found=$(type -P "$1"); then
    say "$1 is $found"
  elif holds_all "$cache/bin" "$1"; then
    say "$1 is $cache/bin/$1"
  else
    return 1
  fi
}

case ${1:-} in
  cluster) wanted=(cluster) ;;
  test) wanted=(cluster helm promtool) ;;
  *) die "say what to fetch: $0 cluster (kube-apiserver, etcd, kubectl) or $0 test (also helm and promtool)." ;;
esac

[[ -n ${PGHEALTH_CACHE:-${HOME:-}} ]] || die "there is no place for the cache: set PGHEALTH_CACHE to a folder of yours."
mkdir -p "$cache" 2>/dev/null && [[ -w $cache ]] || die "cannot write to $cache: set PGHEALTH_CACHE to a folder of yours."
if command -v flock >/dev/null; then # a second run waits for the first, and then finds everything there
  exec 9>"$cache/fetch.lock"
  flock 9
fi
: >"$log"
scratch=$(mktemp -d "$cache/fetch.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
for each in "${wanted[@]}"; do "$each"; done
