/**
 * A backend for a model, with the fields of `AgentgatewayBackend.spec.ai` (agentgateway.dev/v1alpha1). It
 * stands for one where a cluster has none, and is called an example wherever it is shown.
 */
export const exampleLlm = (namespace: string): string => `apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayBackend
metadata:
  name: openai-all-models
  namespace: ${namespace}
spec:
  ai:
    provider:
      openai: {}
  policies:
    auth:
      secretRef:
        name: openai-secret
`
