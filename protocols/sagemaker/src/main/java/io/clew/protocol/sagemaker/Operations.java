package io.clew.protocol.sagemaker;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.sagemaker.forward.Forwarder;
import io.clew.protocol.sagemaker.record.Recorder;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.search.Search;
import io.clew.protocol.sagemaker.wire.AwsAnswers;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Checks;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Masking;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.Refusal;
import io.clew.protocol.sagemaker.wire.Shapes;
import io.clew.protocol.sagemaker.wire.Signed;
import io.clew.protocol.sagemaker.wire.Workspaces;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the operation of a request, checks its fields and answers. */
final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int OK = 200;

    /** Largest answer that is read to be recorded; descriptions of jobs have some kilobytes. */
    private static final int RECORDED_BYTES_MAX = 4 << 20;

    private static final String TARGET = "X-Amz-Target";
    private static final String TARGET_PREFIX = "SageMaker.";
    private static final Pattern FORM = Pattern.compile("SageMaker\\.[A-Za-z0-9]{1,80}");

    private final String account;
    private final Map<String, Operation> operations = new HashMap<>();
    private final SageMakerStore store;
    private final Forwarder forwarder;

    Operations(SageMakerStore store, Forwarder forwarder, String account, List<Feature> features) {
        this.store = store;
        this.forwarder = forwarder;
        this.account = account;
        features.forEach(
                feature ->
                        feature.addTo(
                                (name, operation) -> {
                                    if (operations.put(name, operation) != null) {
                                        throw new IllegalStateException("two of " + name);
                                    }
                                }));
    }

    Response answer(Request request, String workspace) throws Exception {
        try {
            String name = name(request);
            byte[] body = request.body().bytes();
            Map<String, @Nullable Object> fields = Json.readObject(body).asMap();
            String region = Signed.of(request.header("Authorization").orElse(null)).region();
            Call call =
                    new Call(
                            Workspaces.named(workspace), name, region, account, Masking.of(fields));
            Operation operation = operations.get(name);
            if (operation == null || !isOurs(name, fields)) {
                return forwarded(request, call, body);
            }
            Checks.check(Shapes.OPERATIONS, name, fields);
            return AwsAnswers.of(operation.answer(call));
        } catch (Refusal refusal) {
            return AwsAnswers.of(refusal);
        }
    }

    /** Tags and Search are about things that are kept here, or about SageMaker's own. */
    private static boolean isOurs(String name, Map<String, @Nullable Object> fields) {
        return switch (name) {
            case "AddTags", "ListTags", "DeleteTags" ->
                    !(fields.get("ResourceArn") instanceof String arn)
                            || Arn.parse(arn).filter(each -> each.entity().isEmpty()).isEmpty();
            case "Search" ->
                    !(fields.get("Resource") instanceof String resource)
                            || !Search.isElsewhere(resource);
            default -> true;
        };
    }

    /** Forwards a call, and keeps what it says when it succeeds and anything is kept of such. */
    private Response forwarded(Request request, Call call, byte[] body) throws Exception {
        Forwarder.Answer answer = forwarder.forward(request, call.operation(), call.region(), body);
        if (answer.status() != OK || !Recorder.records(call.operation())) {
            return answer.streamed();
        }
        byte[] told;
        try (InputStream in = answer.body()) {
            told = in.readNBytes(RECORDED_BYTES_MAX);
            if (told.length == RECORDED_BYTES_MAX) {
                LOG.warn("An answer of {} is too large to be recorded", call.operation());
                return answer.read(joined(told, in.readAllBytes()));
            }
        }
        record(call, told);
        return answer.read(told);
    }

    /** What AWS did is done: a failure to record it must not look like a failure of the call. */
    private void record(Call call, byte[] told) {
        try {
            Map<String, @Nullable Object> said = Masking.of(Json.readObject(told).asMap());
            Call where =
                    new Call(
                            call.workspace(),
                            call.operation(),
                            call.region(),
                            account(said),
                            call.fields());
            store.write(
                    where,
                    commit -> {
                        Recorder.record(commit, where, said);
                        return said;
                    });
        } catch (Refusal | ClewException unrecorded) {
            LOG.error("A call of {} was forwarded and not recorded", call.operation(), unrecorded);
        }
    }

    /** An ARN in the answer tells the account that the call was made in. */
    private String account(Map<String, @Nullable Object> said) {
        return said.values().stream()
                .filter(String.class::isInstance)
                .flatMap(text -> Arn.parse(text.toString()).stream())
                .map(Arn::account)
                .findFirst()
                .orElse(account);
    }

    private static byte[] joined(byte[] first, byte[] rest) {
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private static String name(Request request) {
        String target = request.header(TARGET).orElse("");
        if (!FORM.matcher(target).matches()) {
            throw new Refusal(
                    Refusal.Error.UNKNOWN_OPERATION,
                    "The header X-Amz-Target must be SageMaker. and the name of an operation.");
        }
        return target.substring(TARGET_PREFIX.length());
    }
}
