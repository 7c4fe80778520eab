{{/* The account that the agents use. */}}
{{- define "temper.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (printf "%s-agent" (include "temper.fullname" .)) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/* The account, the roles and the Job that exist while the release is uninstalled. */}}
{{- define "temper.cleanupName" -}}
{{- printf "%s-cleanup" (include "temper.fullname" .) -}}
{{- end -}}

{{/* The account of the agents as the API server names who asks. */}}
{{- define "temper.userName" -}}
{{- printf "system:serviceaccount:%s:%s" .Release.Namespace (include "temper.serviceAccountName" .) -}}
{{- end -}}

{{/* The names after the prefix of all annotations that an agent writes; a test holds them against the agent. */}}
{{- define "temper.annotationNames" -}}
agent-status agent-status-reason config-generation kernel kernel-feature-level
{{- range list "critical" "high" "normal" "low" "background" }} pods-{{ . }} cpu-millis-{{ . }}{{ end -}}
{{- end -}}

{{/* The account of the cleanup as the API server names who asks. */}}
{{- define "temper.cleanupUserName" -}}
{{- printf "system:serviceaccount:%s:%s" .Release.Namespace (include "temper.cleanupName" .) -}}
{{- end -}}

{{/* A variable of a policy: the node of the agent that asks. */}}
{{- define "temper.nodeOfAgent" -}}
# Of the token; empty where it is bound to no pod and no node.
- name: node
  expression: >-
    request.userInfo.?extra[?'authentication.kubernetes.io/node-name'].orValue([]).size() == 1
    ? request.userInfo.extra['authentication.kubernetes.io/node-name'][0] : ''
{{- end -}}

{{/* What binds a policy to the requests of the agents. */}}
{{- define "temper.policyOfAgents" -}}
failurePolicy: Fail
matchConditions:
  - name: is-an-agent
    expression: request.userInfo.username == {{ include "temper.userName" . | squote }}
variables:
  {{- include "temper.nodeOfAgent" . | nindent 2 }}
{{- end -}}

{{- define "temper.nodeIsKnown" -}}
reason: Forbidden
message: the token of the agent names no node; an agent writes only with the token that the kubelet made for its pod
{{- end -}}

{{/* Labels and annotations of a part of the cleanup: the chart's context, and when in the hook it is made. */}}
{{- define "temper.cleanupMetadata" -}}
labels:
  {{- include "temper.labels" (index . 0) | nindent 2 }}
  app.kubernetes.io/component: cleanup
annotations:
  helm.sh/hook: pre-delete
  helm.sh/hook-weight: {{ index . 1 | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
