#!/bin/bash
# Starts the kubelet, at first and after somebody killed it.
here=$(dirname "$0")
# shellcheck disable=SC1091
. "$here/node.env"
exec bash "$here/service.sh" kubelet /payload/kubelet --config="$here/kubelet.yaml" \
  --kubeconfig="$here/kubelet.kubeconfig" --hostname-override="$NODE_NAME" --node-ip=10.0.2.15 --v=1
