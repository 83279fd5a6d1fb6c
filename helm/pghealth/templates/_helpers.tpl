{{/* Names everything: the release, unless it has the chart's name in it already. */}}
{{- define "pghealth.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "pghealth.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "pghealth.labels" -}}
{{ include "pghealth.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "pghealth.subject" -}}
- kind: ServiceAccount
  name: {{ include "pghealth.name" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* All that the operator may do where monitors are; deploy/rbac.yaml has the same. */}}
{{- define "pghealth.rules" -}}
- apiGroups: [pghealth.io]
  resources: [postgresmonitors]
  verbs: [get, list, watch]
- apiGroups: [pghealth.io]
  resources: [postgresmonitors/status]
  verbs: [get, update, patch]
- apiGroups: [pghealth.io]
  resources: [databasereports, monitorstates]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [pghealth.io]
  resources: [databasereports/status]
  verbs: [get, update, patch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [get, create, patch]
# By name only: neither list nor watch, so that what no monitor names is out of reach.
- apiGroups: [""]
  resources: [secrets, configmaps]
  verbs: [get]
{{- if .Values.readWorkloads }}
# Which workload a database's client is, and since when it has its version; asked when a plan has changed.
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
- apiGroups: [apps]
  resources: [replicasets, controllerrevisions]
  verbs: [get]
{{- end }}
{{- end }}
