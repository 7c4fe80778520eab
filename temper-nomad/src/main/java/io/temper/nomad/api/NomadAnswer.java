package io.temper.nomad.api;

import java.util.Optional;

/**
 * What Nomad answered.
 *
 * @param indexText the header by which one can wait for the next change; empty without it
 * @param body the bytes of the answer
 */
public record NomadAnswer(Optional<String> indexText, byte[] body) {}
