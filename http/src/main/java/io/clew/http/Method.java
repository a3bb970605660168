package io.clew.http;

/** Names the HTTP methods that routes may use. */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS
}
