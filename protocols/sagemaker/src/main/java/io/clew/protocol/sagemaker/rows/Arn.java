package io.clew.protocol.sagemaker.rows;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names something of SageMaker, as AWS does.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param region such as {@code eu-west-1}; may be empty
 * @param account twelve digits
 * @param kind such as {@code artifact} or {@code training-job}
 * @param resource what follows the kind and a slash
 */
public record Arn(String partition, String region, String account, String kind, String resource) {
    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):sagemaker:([a-z0-9-]*):([0-9]{12}):([a-z-]+)/(.+)");

    /** Longest that is read: SageMaker's own limit. */
    public static final int LENGTH_MAX = 256;

    /** Reads an ARN of SageMaker; empty when the text is none. */
    public static Optional<Arn> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher arn = FORM.matcher(text);
        return arn.matches()
                ? Optional.of(
                        new Arn(
                                arn.group(1),
                                arn.group(2),
                                arn.group(3),
                                arn.group(4),
                                arn.group(5)))
                : Optional.empty();
    }

    /** Names an entity by its name, which ARNs have in small letters. */
    public static Arn of(String region, String account, EntityKind kind, String name) {
        String partition =
                region.startsWith("cn-")
                        ? "aws-cn"
                        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return new Arn(partition, region, account, kind.arnKind(), name.toLowerCase(Locale.ROOT));
    }

    /** Returns which kind of entity it names; empty for others, such as jobs. */
    public Optional<EntityKind> entity() {
        return EntityKind.ofArnKind(kind);
    }

    @Override
    public String toString() {
        return "arn:%s:sagemaker:%s:%s:%s/%s".formatted(partition, region, account, kind, resource);
    }
}
