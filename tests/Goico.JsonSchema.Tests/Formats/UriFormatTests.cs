namespace Goico.JsonSchema.Tests.Formats;

/// <summary>RFC 3986 and RFC 3987, and the templates of RFC 6570.</summary>
public sealed class UriFormatTests
{
    // With a scheme: URIs, and so URI references, IRIs and IRI references.
    private static readonly string[] s_uris =
    [
        "http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1", "http://foo.bar/?q=Test%20URL-encoded%20stuff",
        "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", "http://223.255.255.254", "ftp://ftp.is.co.za/rfc/rfc1808.txt",
        "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com", "news:comp.infosystems.www.servers.unix",
        "tel:+1-816-555-1212", "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "http://087.10.0.1/", "http://999.999.999.999/",
        "http://[::1]:80/", "http://[::ffff:1.2.3.4]", "http://[v7.a:b!$&'()*+,;=~]/", "http://[V1F.x]", "http://x:", "http://x:/", "http://x:80?a",
        "http://x:99999999999", "http://@x", "http://:@x/", "http://", "http:", "http:/", "http:a", "a:b:c:d", "a+b-c.1:x", "file:///etc/hosts", "http:///a",
        "http://x//a//b", "a:/b:c", "http://x?", "http://x#", "http://x?#", "http://x?a?b/c:d@e#f?g/h", "http://%41%2fb/", "A:b", "http:a@b@c", "a:?x", "a:#x",
    ];

    private static readonly string[] s_relative =
    [
        "", "/", "/abc", "abc", "abc/d:e", "./a:b", "//foo.bar/?baz=qux#quux", "//", "///a", "#frag", "#", "?q=1", "?", "a?b:c", "a#b:c", "/:", "/a:b",
        "..", "../../a", "@", "a@b", "a;b=1,2", "//x:80", "//[::1]", "%41", "*", "/a//b/", "//a:b@c:1/",
    ];

    private static readonly string[] s_bad =
    [
        "\\\\WINDOWS\\fileshare", "http:// shouldfail.com", ":// should fail", "bar,baz:foo", "https://[@example.org/test.txt",
        "https://example.org/foobar\\.txt", "https://example.org/foobar\".txt", "https://example.org/foobar<>.txt",
        "https://example.org/foobar{}.txt", "https://example.org/foobar^.txt", "https://example.org/foobar`.txt",
        "https://example.org/foo bar.txt", "https://example.org/foobar|.txt", "http://example.com/%6G", "http://example.com/%A", "http://example.com/%",
        "http://example.com/%G0", "http://example.com/%%41", "1http://example.com", "ht_tp://example.com", "http://example.com:abc/path", "http://a:b/", "http://a:80:80",
        "http://a:-1", "http://[::ffff:01.2.3.4]", "http:/[::1]", "http://[::1", "http://::1]", "http://[::1]x", "http://[::1]:x", "http://[]", "http://[v.a]",
        "http://[v7]", "http://[v7.]", "http://[vg.a]", "http://[v7.a%41]", "http://[v7.a@b]", "http://[::1%25eth0]", "http://[::g]", "http://[127.0.0.1]",
        "http://x[::1]", "http://[[::1]]", "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334", "http://a@b@c", "http://a@[::1]@b", "http://a[b@c", "http://x/[a]",
        "http://x?[a]", "http://x#[a]", "http://x#a#b", "http://x?a\\b", "http://x/\u007f", "http://x/\u0001", "http://x/\n", "http://x\n", "\nhttp://x", ":", ":a", "a:\"",
        "+a:b", "-a:b", ".a:b", "é:b", "http://x/\u0085",
    ];

    private static readonly string[] s_international =
    [
        "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://ƒøø.com/blah_(wîkïpédiå)_blah#ßité-1", "http://ü@x/", "http://x/\u00a0", "http://x/\ud7ff", "http://x/\uf900\ufdcf\ufdf0\uffef",
        "http://x/\U00010000\U0001fffd\U0003fffd\U000dfffd", "http://x/\U000e1000\U000efffd", "http://x?\ue000\uf8ff\U000f0000\U0010fffd", "a:é%C3%A9", "http://x#€",
    ];

    private static readonly string[] s_notInternational =
    [
        "http://x/\u009f", "http://x/\ufdd0", "http://x/\ufdef", "http://x/\ufff0", "http://x/\ufffd", "http://x/\uffff", "http://x/\U0001fffe", "http://x/\U000e0001",
        "http://x/\U000e0fff", "http://x/\ue000", "http://x#\ue000", "http://\ue000/", "http://\ue000@x/", "http://x/\U000f0000", "http://[v7.é]", "http://x:٣", "http://é:b:c",
        "ƒ:b", "http://x/é\\", "http://x/é%", "http://x/é%zz",
    ];

    [Fact]
    public void Validate_Uri_FollowsRfc3986() =>
        FormatCheck.Tells("uri", s_uris, [.. s_bad, .. s_relative, .. s_international, .. s_notInternational]);

    [Fact]
    public void Validate_UriReference_FollowsRfc3986() => FormatCheck.Tells("uri-reference",
        [.. s_uris, .. s_relative], [.. s_bad, "1:b", "a_b:c", "%41:b", ":", "a,b:c", "é", "//é", "#é", .. s_international, .. s_notInternational]);

    [Fact]
    public void Validate_Iri_FollowsRfc3987() =>
        FormatCheck.Tells("iri", [.. s_uris, .. s_international], [.. s_bad, .. s_relative, .. s_notInternational]);

    [Fact]
    public void Validate_IriReference_FollowsRfc3987() => FormatCheck.Tells("iri-reference",
        [.. s_uris, .. s_relative, .. s_international, "âππ", "/âππ", "#ƒrägmênt", "?\ue000", "//ƒøø.ßår/", "é/b:c"],
        [.. s_bad, .. s_notInternational, "é:b", "\ue000", "#\ue000", "#ƒräg\\mênt", "\\\\WINDOWS\\filëßåré"]);

    [Fact]
    public void Validate_UriTemplate_FollowsRfc6570() => FormatCheck.Tells("uri-template",
        good:
        [
            "", "http://example.com/dictionary/{term:1}/{term}", "http://example.com/dictionary", "dictionary/{term:1}/{term}", "{var}", "{+var}", "{#var}", "{.var}",
            "{/var}", "{;var}", "{?var}", "{&var}", "{var*}", "{x,y}", "{?x,y*,z:3}", "{a.b}", "{a.b.c_1}", "{%41}", "{%41b.%C3%A9}", "{v:1}", "{v:1000}", "{v:9999}", "{1}", "{_}",
            "a%41b", "a😀b", "aéb", "a\ue000b", "a'b", "!#$&()*+,-./:;=?@[]_~", "{a}{b}{/c}", "{keys*}{keys:1}", "{+path,x}/here",
        ],
        bad:
        [
            "{", "}", "{}", "{a", "a}", "{{a}}", "{a}}", "{a{b}}", "foo}bar", "{a,,b}", "{a,}", "{,a}", "{,+a}", "{v:0}", "{v:10000}", "{v:01}", "{v:}", "{v:a}", "{v:-1}", "{v:1*}", "{v*:1}", "{v**}",
            "{a..b}", "{.}", "{a.}", "{..a}", "{a b}", "{ a}", "{a }", "{var=def}", "{a-b}", "{é}", "{%4}", "{%zz}", "{*a}", "{?}", "{+}", "{??a}", "{=a}", "{,a}", "{!a}", "{@a}", "{|a}", "{a|b}", "{$a}",
            "{~a}", "a b", "a\"b", "a<b", "a>b", "a\\b", "a^b", "a`b", "a|b", "a%b", "a%4", "a%zz", "a\u007fb", "a\u0000b", "a\nb", "a\u009fb", "a\ufdd0b", "a\ufffdb", "a\U0001ffffb", "{a:1", "{a:1000",
            "{v:١}",
        ]);
}
