package io.temper.lab.debian;

/**
 * A binary package that an archive offers.
 *
 * @param name the package's name
 * @param version its version
 * @param suite the release that it is in, as in "trixie-backports"
 */
public record DebianPackage(String name, DebianVersion version, String suite) {}
