import { parseUrn } from "./urn";

/**
 * Writes a reference as people do, such as `models:/fraud/3`, where the server reads it as the same
 * thing; else as it is.
 */
export function asPeopleWrite(reference: string): string {
  const parts = parseUrn(reference);
  if (parts === undefined) return reference;
  const [first = "", second = "", third = ""] = parts.segments;
  switch (parts.kind) {
    case "model-version":
      return first === "mlflow" && isPlain(second) ? `models:/${second}/${third}` : reference;
    case "logged-model":
      return first === "mlflow" ? `models:/${second}` : reference;
    case "run":
      return first === "mlflow" ? `runs:/${second}` : reference;
    case "dataset":
      return /^[a-z0-9]+:\/\/[^/]+$/.test(first) && !second.startsWith("/") && !/[#@]/.test(second)
        ? `${first}/${second}`
        : reference;
    default:
      return reference;
  }
}

/** Whether a model's name cannot be taken for more than a name. */
function isPlain(name: string): boolean {
  return /^[^/@#%]+$/.test(name);
}

/** An instant or date of an address as a field for local times shows it; empty when there is none. */
export function asLocalTime(moment: string | undefined): string {
  if (moment === undefined) return "";
  // A date is the end of that day, in the server's reading of it.
  const at = new Date(moment.length === 10 ? `${moment}T23:59:59Z` : moment);
  if (Number.isNaN(at.getTime())) return "";
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What a field for local times holds, as an instant; undefined when it is empty. */
export function asInstant(local: string): string | undefined {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
