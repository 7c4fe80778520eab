#!/bin/sh -eu
# Brings the classes and the agent, and takes the old agent away: what counts here of the real helm.
case "$1" in
  get)
    test "$2 $3 $4 $5" = "values infera -n infera"
    printf 'agent: {canary: {nodeSelector: {infera-canary: "true"}}}\n'
    ;;
  upgrade)
    case "$*" in *--install*) grep -q "legacy = true" legacy.toml ;; esac
    for class in critical=1000000 high=100000 normal=0 low=-100 background=-1000; do
      kubectl create priorityclass "temper-${class%=*}" --value="${class#*=}" --dry-run=client -o yaml |
        kubectl apply -f -
    done
    kubectl create namespace temper --dry-run=client -o yaml | kubectl apply -f -
    kubectl apply -f - <<'END'
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: temper-agent, namespace: temper}
spec:
  selector: {matchLabels: {app: temper}}
  template:
    metadata: {labels: {app: temper}}
    spec: {containers: [{name: agent, image: temper}]}
END
    ;;
  uninstall)
    test "$2 $3 $4 $5 $6" = "infera -n infera --wait --cascade=foreground"
    kubectl -n infera delete daemonset infera-agent
    kubectl -n infera delete configmap infera-config --ignore-not-found
    kubectl delete priorityclass infera-critical --ignore-not-found
    ;;
esac
