package io.clew.harvest.azureml;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads all lists of a workspace, pass after pass: Azure Resource Manager cannot be asked for what
 * changed since, and the server knows what it has.
 *
 * <p>The children of a pipeline are in the run history alone. When that cannot be read, the
 * pipeline says so itself, and the rest is brought.
 */
final class AzureMlSource implements Source {
    private static final String API_VERSION = "2026-03-01";

    /** Records sent at once. */
    private static final int BATCH = 200;

    /** Where the run history of a workspace may be; a token is sent there. */
    private static final Pattern AZURE_HOST =
            Pattern.compile("https://[a-z0-9.-]+\\.azureml\\.(ms|net)");

    private final Arm arm;
    private final String endpoint;
    private final String origin;
    private final String base;
    private final String scope;

    AzureMlSource(Arm arm, String endpoint, String subscription, String group, String workspace) {
        this.arm = arm;
        this.endpoint = endpoint;
        this.origin =
                "azureml://subscriptions/%s/resourceGroups/%s/workspaces/%s"
                        .formatted(subscription, group, workspace);
        this.scope =
                "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.MachineLearningServices/workspaces/%s"
                        .formatted(subscription, group, workspace);
        this.base = endpoint + scope;
    }

    @Override
    public String origin() {
        return origin;
    }

    /** Reads one pass. */
    private final class Pass {
        private final Sink sink;
        private final List<Item> items = new ArrayList<>();
        private final Datastores datastores = new Datastores();
        private final String history;

        Pass(Sink sink) {
            this.sink = sink;
            list("datastores", datastores::add);
            this.history = history();
        }

        void run() {
            assets("codes", "code");
            assets("environments", "environment");
            assets("components", "component");
            assets("data", "data");
            list("jobs", this::job);
            assets("models", "model");
            list("onlineEndpoints", one -> endpoint("onlineEndpoints", one));
            list("batchEndpoints", one -> endpoint("batchEndpoints", one));
            list("schedules", this::schedule);
            flush();
        }

        private void list(String path, Consumer<JsonNode> visitor) {
            try {
                arm.each(url(path, ""), visitor);
            } catch (Arm.Refused refused) {
                if (refused.status() == 403 || refused.status() == 404) {
                    sink.problem(path, Secrets.redact(String.valueOf(refused.getMessage())));
                } else {
                    throw ClewException.invalid(
                            "azureml", Secrets.redact(String.valueOf(refused.getMessage())));
                }
            }
        }

        private void assets(String path, String kind) {
            list(
                    path,
                    one ->
                            list(
                                    path + "/" + name(one) + "/versions",
                                    version -> put(kind, version)));
        }

        private void job(JsonNode job) {
            put("job", job);
            if (job.path("properties").path("jobType").asString("").equals("Pipeline")) {
                children(job.path("name").asString(""));
            }
        }

        private void children(String parent) {
            if (history.isEmpty()) {
                gap(parent, "the workspace does not say where its run history is");
                return;
            }
            try {
                arm.each(
                        history + "/runs/" + encoded(parent) + "/children",
                        child -> {
                            put("run", child);
                            if (child.path("hasChildren").asBoolean(false)) {
                                children(child.path("runId").asString(""));
                            }
                        });
            } catch (Arm.Refused | ClewException unreadable) {
                gap(parent, Secrets.redact(String.valueOf(unreadable.getMessage())));
            }
        }

        private void gap(String job, String reason) {
            String why = "the steps of this pipeline could not be read: " + reason;
            sink.problem("children of job " + job, why);
            add(
                    "gap of job " + job,
                    Map.of("kind", "gap", "resource", Map.of("job", job, "reason", why)));
        }

        private void endpoint(String path, JsonNode endpoint) {
            put("endpoint", endpoint);
            list(
                    path + "/" + name(endpoint) + "/deployments",
                    deployment -> put("deployment", deployment));
        }

        private void schedule(JsonNode schedule) {
            List<String> runs = new ArrayList<>();
            try {
                arm.each(
                        url("jobs", "&scheduled=true&scheduleId=" + name(schedule)),
                        run -> runs.add(run.path("name").asString("")));
            } catch (Arm.Refused refused) {
                sink.problem(
                        "runs of schedule " + name(schedule),
                        Secrets.redact(String.valueOf(refused.getMessage())));
            }
            ObjectNode with = ((ObjectNode) schedule).deepCopy();
            runs.forEach(with.putArray("runs")::add);
            put("schedule", with);
        }

        private void put(String kind, JsonNode resource) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("kind", kind);
            record.put("places", datastores.places(resource));
            Object masked = Masking.masked(resource);
            record.put("resource", masked == null ? new HashMap<>() : masked);
            String name = resource.path("id").asString("");
            String shown =
                    name.isEmpty()
                            ? resource.path("runId").asString("?")
                            : name.substring(name.indexOf("/workspaces/") + 12);
            add(kind + " " + shown, record);
        }

        private void add(String name, Map<String, Object> record) {
            items.add(Item.of(name, record));
            if (items.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            sink.put(List.copyOf(items), "");
            items.clear();
        }

        /** Returns where the run history of the workspace is; empty when that is not told. */
        private String history() {
            try {
                JsonNode workspace = arm.get(URI.create(url("", "")));
                String discovery = workspace.path("properties").path("discoveryUrl").asString("");
                if (discovery.isEmpty() || !trusted(discovery)) {
                    return "";
                }
                JsonNode services = arm.get(URI.create(discovery));
                String history = services.path("history").asString("");
                return history.isEmpty() || !trusted(history)
                        ? ""
                        : stripped(history) + "/history/v1.0" + scope;
            } catch (Arm.Refused | IllegalArgumentException notTold) {
                sink.problem("run history", Secrets.redact(String.valueOf(notTold.getMessage())));
                return "";
            }
        }
    }

    /** The token goes only to Azure's own hosts, and to the endpoint that was given. */
    private boolean trusted(String url) {
        try {
            URI read = URI.create(url);
            String server = read.getScheme() + "://" + read.getAuthority();
            return server.equals(endpoint) || AZURE_HOST.matcher(server).matches();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String stripped(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public void read(String position, Sink sink) {
        new Pass(sink).run();
    }

    private String url(String path, String more) {
        return base + (path.isEmpty() ? "" : "/" + path) + "?api-version=" + API_VERSION + more;
    }

    private static String name(JsonNode resource) {
        return encoded(resource.path("name").asString(""));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        arm.close();
    }
}
