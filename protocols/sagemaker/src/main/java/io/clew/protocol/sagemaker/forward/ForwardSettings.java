package io.clew.protocol.sagemaker.forward;

import java.util.Locale;
import java.util.Set;

/**
 * Says whether and where calls are forwarded.
 *
 * @param on whether they are at all
 * @param endpoint where to, with {@code {region}} for the caller's region; empty for AWS's own
 * @param hosts names of hosts that calls may go to; {@code *.} in front stands for what is below
 */
public record ForwardSettings(boolean on, String endpoint, Set<String> hosts) {
    /** Nothing is forwarded. */
    public static final ForwardSettings OFF = new ForwardSettings(false, "", Set.of());

    /** The hosts that calls may go to unless others are named. */
    public static final Set<String> AMAZON = Set.of("*.amazonaws.com", "*.amazonaws.com.cn");

    public ForwardSettings {
        hosts = Set.copyOf(hosts);
    }

    /** Returns the address for a region. */
    String address(String region) {
        if (!endpoint.isEmpty()) {
            return endpoint.replace("{region}", region);
        }
        return "https://api.sagemaker.%s.amazonaws.com%s/"
                .formatted(region, region.startsWith("cn-") ? ".cn" : "");
    }

    /** Says whether calls may go to a host. */
    boolean allows(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(
                        each ->
                                each.startsWith("*.")
                                        ? name.endsWith(each.substring(1))
                                        : name.equals(each));
    }
}
