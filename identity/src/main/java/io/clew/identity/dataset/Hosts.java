package io.clew.identity.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells hosts and ports of servers in one way. */
final class Hosts {
    private static final Pattern REDSHIFT =
            Pattern.compile("([^.:]+)\\.[^.:]+\\.([^.:]+)\\.redshift\\.amazonaws\\.com(?:\\.cn)?");

    private Hosts() {}

    /**
     * Returns an authority without credentials in canonical form: hosts in lower case, ports as the
     * source's row says. Several hosts keep their order; of Kafka's bootstrap servers the first
     * names the cluster.
     */
    static String canonical(Source source, String authority) {
        List<String> hosts = new ArrayList<>();
        for (String given : authority.split(",")) {
            String host = given.strip();
            if (!host.isEmpty()) {
                hosts.add(canonicalHost(source, host));
            }
        }
        boolean first = source.scheme().equals("kafka") && !hosts.isEmpty();
        return first ? hosts.getFirst() : String.join(",", hosts);
    }

    private static String canonicalHost(Source source, String hostAndPort) {
        int bracket = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') : -1;
        int colon = hostAndPort.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        String port = colon < 0 ? "" : digits(hostAndPort.substring(colon + 1));
        host = known(source, host.toLowerCase(Locale.ROOT));
        if (port.isEmpty() && source.port() == Source.Port.ADDED && host.indexOf('\\') < 0) {
            port = Integer.toString(source.defaultPort());
        }
        if (source.port() == Source.Port.DROPPED
                && port.equals(Integer.toString(source.defaultPort()))) {
            port = "";
        }
        if (!port.isEmpty() && host.indexOf('\\') > 0) {
            host = Text.before(host, '\\');
        }
        return port.isEmpty() ? host : host + ":" + port;
    }

    /** Returns the port, or nothing when it is none: it may be the half of a password. */
    private static String digits(String port) {
        return !port.isEmpty()
                        && port.length() <= 5
                        && port.chars().allMatch(c -> c >= '0' && c <= '9')
                ? port
                : "";
    }

    private static String known(Source source, String host) {
        return switch (source.scheme()) {
            case "snowflake" -> snowflakeAccount(host);
            case "redshift" -> {
                Matcher m = REDSHIFT.matcher(host);
                yield m.matches() ? m.group(1) + "." + m.group(2) : host;
            }
            default -> host;
        };
    }

    /**
     * Returns the account of a Snowflake host: its domain and the private way to it say nothing,
     * and an underscore is a hyphen in host names. An organisation's account and a legacy locator
     * stay two names.
     */
    private static String snowflakeAccount(String host) {
        String account =
                Text.withoutSuffix(Text.withoutSuffix(host, ".cn"), ".snowflakecomputing.com");
        return Text.withoutSuffix(account, ".privatelink").replace('_', '-');
    }
}
