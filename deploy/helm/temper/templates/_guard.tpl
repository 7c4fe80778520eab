{{- define "temper.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "temper.agentName" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}
