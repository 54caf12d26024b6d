// Stands in for the document editor's panel of an AI agent: no such thing may see a private document.
export const AgentPanel = (): null => null;
