import type { components } from "./generated/clew";

type Schemas = components["schemas"];

export type AttributeMap = Schemas["AttributeMap"];
export type AttributeValue = Schemas["AttributeValue"];
export type Assertion = Schemas["Assertion"];
export type AssertionKind = Schemas["AssertionKind"];
export type Direction = Schemas["Direction"];
export type Edge = Schemas["Edge"];
export type EdgeKind = Schemas["EdgeKind"];
export type ExplainAnswer = Schemas["ExplainAnswer"];
export type ExplainItem = Schemas["ExplainItem"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type LayoutAnswer = Schemas["LayoutAnswer"];
export type LineageAnswer = Schemas["LineageAnswer"];
export type MetricPoint = Schemas["MetricPoint"];
export type MetricSummary = Schemas["MetricSummary"];
export type MetricValue = Schemas["MetricValue"];
export type Node = Schemas["Node"];
export type NodeKind = Schemas["NodeKind"];
export type NodeWithHistory = Schemas["NodeWithHistory"];
export type PlacedNode = Schemas["PlacedNode"];
export type Problem = Schemas["Problem"];
export type Route = Schemas["Route"];
export type SearchResult = Schemas["SearchResult"];
export type ServerInfo = Schemas["ServerInfo"];
export type Urn = Schemas["Urn"];
export type Verdict = Schemas["Verdict"];
