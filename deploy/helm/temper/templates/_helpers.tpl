{{/* The first part of all names: the release's name, if that has the chart's in it. */}}
{{- define "temper.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "temper.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "temper.agentName" -}}
{{- include "temper.fullname" . }}-agent
{{- end -}}

{{/* What selectors go by: it never changes. */}}
{{- define "temper.selectorLabels" -}}
app.kubernetes.io/name: {{ include "temper.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of every object; its component is added beside it. */}}
{{- define "temper.labels" -}}
{{ include "temper.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "temper.agentTag" -}}
{{- default .Chart.AppVersion .Values.agent.image.tag -}}
{{- end -}}

{{- define "temper.agentImage" -}}
{{- printf "%s:%s" .Values.agent.image.repository (include "temper.agentTag" .) -}}
{{- end -}}

{{/* Of a container that may do nothing to the node. */}}
{{- define "temper.restrictedContainer" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Of a container that loads the scheduler, or asks whether it could. */}}
{{- define "temper.loadingContainer" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
# Kubernetes gives capabilities to root only, so it is root without all others.
runAsNonRoot: false
runAsUser: 0
runAsGroup: 0
capabilities:
  drop: [ALL]
  add: [BPF, PERFMON, SYS_RESOURCE]
{{- end -}}

{{/* Of a pod: the image's user, which owns what it mounts to write to. */}}
{{- define "temper.restrictedPod" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Of a pod whose only container loads the scheduler. */}}
{{- define "temper.loadingPod" -}}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/*
What a pod asks the API server with, at the usual place. The token that pods get by themselves is good for up to a year
on most clusters; this one for an hour, and the kubelet replaces it in time.
*/}}
{{- define "temper.account" -}}
name: account
projected:
  sources:
    - serviceAccountToken: {path: token, expirationSeconds: 3600}
    - configMap:
        name: kube-root-ca.crt
        items: [{key: ca.crt, path: ca.crt}]
    - downwardAPI:
        items: [{path: namespace, fieldRef: {fieldPath: metadata.namespace}}]
{{- end -}}

{{- define "temper.accountMount" -}}
{name: account, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
{{- end -}}

{{/*
A value as the string that it was written as: `--set …nodeSelector.x=true` makes a boolean, and numbers of a values
file are floats, which would be written as 1e+06.

  path   where it stands, for messages
  value  the value
*/}}
{{- define "temper.string" -}}
{{- if not (kindIs "float64" .value) -}}
{{- toString .value -}}
{{- else if or (gt .value 999999999999999.0) (lt .value -999999999999999.0) -}}
{{- fail (printf "%s: a number of more than 15 digits is not kept as it was written: put it in quotes" .path) -}}
{{- else if eq (floor .value) .value -}}
{{- printf "%.0f" .value -}}
{{- else if contains "e" (toString .value) -}}
{{- fail (printf "%s: a fraction of so many digits is not kept as it was written: put it in quotes" .path) -}}
{{- else -}}
{{- toString .value -}}
{{- end -}}
{{- end -}}

{{/* Labels of nodes, which are strings. */}}
{{- define "temper.nodeSelector" -}}
{{- $labels := dict -}}
{{- range $key, $value := . -}}
{{- $_ := set $labels $key (include "temper.string" (dict "path" (printf "nodeSelector.%s" $key) "value" $value)) -}}
{{- end -}}
{{- toYaml $labels -}}
{{- end -}}
