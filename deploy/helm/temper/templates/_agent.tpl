{{/*
A DaemonSet of agents, in one place: the main one and the canary differ in what the dictionary gives.

  root          the chart's context
  suffix        of its name, "" or "-canary"
  track         the label that tells both apart: stable or canary
  tag           of the image
  nodeSelector  which nodes
  without       labels of the nodes that it leaves out; empty: none
*/}}
{{- define "temper.agent" -}}
{{- $agent := .root.Values.agent -}}
{{- $kubeletState := and .root.Values.enforce .root.Values.kubeletState.enabled -}}
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: {{ include "temper.agentName" .root }}{{ .suffix }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "temper.labels" .root | nindent 4 }}
    app.kubernetes.io/component: agent
    temper.io/track: {{ .track }}
spec:
  selector:
    matchLabels:
      {{- include "temper.selectorLabels" .root | nindent 6 }}
      app.kubernetes.io/component: agent
      temper.io/track: {{ .track }}
  minReadySeconds: {{ int64 $agent.minReadySeconds }}
  updateStrategy:
    {{- toYaml (include "temper.updateStrategy" .root | fromYaml) | nindent 4 }}
  template:
    metadata:
      labels:
        {{- with $agent.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- include "temper.selectorLabels" .root | nindent 8 }}
        app.kubernetes.io/component: agent
        app.kubernetes.io/version: {{ .tag | trunc 63 | trimAll "-_." | quote }}
        temper.io/track: {{ .track }}
      annotations:
        kubectl.kubernetes.io/default-container: agent
        {{- with $agent.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "temper.serviceAccountName" .root }}
      automountServiceAccountToken: false
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $agent.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      terminationGracePeriodSeconds: {{ int64 $agent.terminationGracePeriodSeconds }}
      {{- if .root.Values.threadObservation.enabled }}
      # To see the threads of other pods.
      hostPID: true
      {{- end }}
      securityContext:
        {{- include (ternary "temper.loadingPod" "temper.restrictedPod" .root.Values.enforce) .root | nindent 8 }}
      nodeSelector:
        {{- include "temper.nodeSelector" .nodeSelector | nindent 8 }}
      {{- with .without }}
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            # A node is left out if it has all labels of the canary, so one that differs is enough.
            nodeSelectorTerms:
              {{- range $key, $value := . }}
              - matchExpressions:
                  - key: {{ $key }}
                    operator: NotIn
                    values: [{{ include "temper.string" (dict "path" (printf "agent.canary.nodeSelector.%s" $key) "value" $value) | quote }}]
              {{- end }}
      {{- end }}
      {{- with $agent.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: agent
          image: {{ printf "%s:%s" $agent.image.repository .tag }}
          imagePullPolicy: {{ $agent.image.pullPolicy }}
          args:
            - run
            - --config=/etc/temper/temper.toml
            - --source=kubernetes
            {{- if not .root.Values.enforce }}
            - --observe
            {{- end }}
          env:
            - name: NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
          ports:
            - name: http
              containerPort: {{ $agent.port }}
          # The scheduler outlives a busy node, so the agent's first look may take its time.
          startupProbe:
            httpGet: {path: /healthz, port: http}
            periodSeconds: 2
            timeoutSeconds: 5
            failureThreshold: 150
          # A loop that has not come round for 30 s: the agent is ended, and with it its scheduler.
          livenessProbe:
            httpGet: {path: /healthz, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: {{ ternary "/readyz" "/healthz" (eq $agent.readiness "enforcing") }}, port: http}
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          resources:
            {{- toYaml $agent.resources | nindent 12 }}
          securityContext:
            {{- include (ternary "temper.loadingContainer" "temper.restrictedContainer" .root.Values.enforce) .root | nindent 12 }}
          # An end that nobody expected is told where `kubectl describe` shows it.
          terminationMessagePolicy: FallbackToLogsOnError
          volumeMounts:
            - {name: config, mountPath: /etc/temper, readOnly: true}
            # A pod sees its own control group only; the agent looks for those of all pods.
            - {name: cgroups, mountPath: /sys/fs/cgroup, readOnly: true}
            - {name: run, mountPath: /run/temper}
            - {name: state, mountPath: /var/lib/temper}
            - {name: tmp, mountPath: /tmp}
            - {{ include "temper.accountMount" . }}
            {{- if $kubeletState }}
            # Volumes of other pods that are unmounted below it have to be so here, too: else their disks stay in use.
            - {name: kubelet, mountPath: /var/lib/kubelet, readOnly: true, mountPropagation: HostToContainer}
            {{- end }}
      volumes:
        - name: config
          configMap:
            name: {{ include "temper.agentName" .root }}
        - name: cgroups
          hostPath: {path: /sys/fs/cgroup, type: Directory}
        - name: run
          emptyDir: {medium: Memory, sizeLimit: 1Mi}
        - name: state
          {{- if and .root.Values.enforce $agent.state.hostPath }}
          hostPath: {path: {{ $agent.state.hostPath | quote }}, type: DirectoryOrCreate}
          {{- else }}
          emptyDir: {sizeLimit: 128Mi}
          {{- end }}
        - name: tmp
          emptyDir: {sizeLimit: 64Mi}
        - {{ include "temper.account" . | indent 10 | trim }}
        {{- if $kubeletState }}
        - name: kubelet
          hostPath: {path: /var/lib/kubelet, type: Directory}
        {{- end }}
{{- end -}}

{{/* `OnDelete` takes no further word. */}}
{{- define "temper.updateStrategy" -}}
{{- $strategy := .Values.agent.updateStrategy -}}
type: {{ $strategy.type }}
{{- if eq $strategy.type "RollingUpdate" }}
rollingUpdate:
  {{- toYaml $strategy.rollingUpdate | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The agent's temper.toml: what was given, and the tables that are this chart's. */}}
{{- define "temper.config" -}}
{{- $own := .Values.agent.config -}}
{{- if regexMatch `(?m)^\s*mode\s*=` $own -}}
{{- fail "agent.config: leave `mode` out, enforce decides it" -}}
{{- end -}}
{{- if regexMatch `(?m)^\s*source\s*=` $own -}}
{{- fail "agent.config: leave `source` out, here it is the cluster" -}}
{{- end -}}
{{- if regexMatch `(?m)^\s*(\[\s*http\s*\]|http\s*[.=])` $own -}}
{{- fail "agent.config: leave `[http]` out, agent.port decides it" -}}
{{- end -}}
{{- if regexMatch `(?m)^\s*(\[\s*system\s*\]|system\s*[.=])` $own -}}
{{- fail "agent.config: leave `[system]` out, agent.systemCgroups decides it" -}}
{{- end -}}
{{- if and (not .Values.threadObservation.enabled) (regexMatch `(?m)^\s*(\[\s*(profiles|rightsizing)\s*\]|(profiles|rightsizing)\s*[.=])` $own) -}}
{{- fail "agent.config: [profiles] and [rightsizing] need threadObservation.enabled=true, since without it no agent sees the threads of pods" -}}
{{- end -}}
{{- $named := regexFind `(?m)^[^#\n]*\bannotation_prefixes\s*=\s*\[\s*["'][^"']*["']` $own -}}
{{- $first := ternary (regexReplaceAll `(?s)^.*\[\s*["']([^"']*)["']$` $named "${1}") "temper.io/" (ne $named "") -}}
{{- if ne $first .Values.admissionPolicy.annotationPrefix -}}
{{- fail "agent.config: the first of annotation_prefixes (temper.io/ where none is given) is what agents write, so it must be admissionPolicy.annotationPrefix, which the policy and the cleanup go by" -}}
{{- end -}}
{{- with trim $own }}
{{- . }}

{{ end -}}
# Written by the chart.
[http]
address = "0.0.0.0:{{ .Values.agent.port }}"

[system]
cgroups = {{ .Values.agent.systemCgroups | toJson }}
{{- if not .Values.threadObservation.enabled }}

[profiles]
enabled = false
{{- end }}
{{- end -}}
