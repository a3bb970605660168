package io.clew.protocol.sagemaker;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.protocol.sagemaker.wire.AwsAnswers;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Checks;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Masking;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.Refusal;
import io.clew.protocol.sagemaker.wire.Shapes;
import io.clew.protocol.sagemaker.wire.Signed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a request, checks its fields and answers. */
final class Operations {
    private static final String TARGET = "X-Amz-Target";
    private static final String TARGET_PREFIX = "SageMaker.";

    private final String account;
    private final Map<String, Operation> operations = new HashMap<>();

    Operations(String account, List<Feature> features) {
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

    Response answer(Request request) throws IOException {
        try {
            String name = name(request);
            Operation operation = operations.get(name);
            if (operation == null) {
                throw new Refusal(
                        Refusal.Error.UNKNOWN_OPERATION,
                        "Clew does not know the operation %s.".formatted(name));
            }
            Map<String, @Nullable Object> fields = Json.readObject(request.body().bytes()).asMap();
            Checks.check(Shapes.OPERATIONS, name, fields);
            String region = Signed.of(request.header("Authorization").orElse(null)).region();
            return AwsAnswers.of(
                    operation.answer(new Call(name, region, account, Masking.of(fields))));
        } catch (Refusal refusal) {
            return AwsAnswers.of(refusal);
        }
    }

    private static String name(Request request) {
        String target = request.header(TARGET).orElse("");
        if (!target.startsWith(TARGET_PREFIX) || target.length() > 100) {
            throw new Refusal(
                    Refusal.Error.UNKNOWN_OPERATION,
                    "The header X-Amz-Target must be SageMaker. and the name of an operation.");
        }
        return target.substring(TARGET_PREFIX.length());
    }
}
