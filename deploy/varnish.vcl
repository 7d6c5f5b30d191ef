vcl 4.1;

# A shared cache in front of Running Story: many readers, few requests. What it does, and why, is in docs/cdn.md.
#   varnishd -f deploy/varnish.vcl -a 127.0.0.1:6081 -s malloc,1g
# Varnish speaks no TLS: put hitch, nginx or Caddy in front of it, on this machine. Change the backend's address.

import std;

backend origin {
  .host = "127.0.0.1";
  .port = "3000";
  .connect_timeout = 2s;
  # Longer than the app holds a poll.
  .first_byte_timeout = 90s;
  .between_bytes_timeout = 90s;
  .probe = {
    .url = "/api/health";
    .interval = 2s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
  }
}

# What ends TLS runs on this machine.
acl tls {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  # What a reader claims to be is overwritten. The one who ends TLS knows the reader's address.
  if (!(client.ip ~ tls)) {
    set req.http.X-Forwarded-For = client.ip;
    set req.http.X-Forwarded-Proto = "http";
  }
  unset req.http.X-Forwarded-Host;

  # An old page is shown while its successor is fetched, and longer only while the app is away.
  if (std.healthy(req.backend_hint)) {
    set req.grace = 10s;
  }

  if (req.http.Upgrade ~ "(?i)websocket") {
    return (pipe);
  }
  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }

  # Changes: all readers at one position ask by one address, whatever else is written behind the question mark.
  if (req.url ~ "^/api/blogs/[^/?]+/changes\?") {
    # A held poll without a cursor is for the reader who waits.
    if (req.url ~ "[?&]wait=" && req.url !~ "[?&]cursor=[0-9]") {
      return (pass);
    }
    set req.url = regsuball(req.url, "(\?|&)(?!(epoch|after|wait|cursor)=)[^&]*", "\1");
    set req.url = regsuball(req.url, "&{2,}", "&");
    set req.url = regsub(req.url, "\?&", "?");
    set req.url = std.querysort(req.url);
    unset req.http.Cookie;
    return (hash);
  }

  # The desk, sign-in, rehearsals, the HTTP API, streams: nothing of it is kept.
  if (req.url ~ "^/(api|desk|login|setup|invite|rehearsal|ws)(/|\?|$)") {
    return (pass);
  }

  # A browser that has the page asks for a part of it.
  if (req.http.RSC || req.http.Next-Router-Prefetch || req.http.Next-Router-State-Tree || req.http.Authorization) {
    return (pass);
  }

  # Readers' pages, feeds, cards, pictures and scripts are the same for everyone, so they are asked for without cookies.
  unset req.http.Cookie;
  return (hash);
}

sub vcl_pipe {
  set bereq.http.Upgrade = req.http.Upgrade;
  set bereq.http.Connection = req.http.Connection;
}

sub vcl_backend_response {
  # Readers who wait must not meet an old answer.
  if (bereq.url ~ "^/api/blogs/[^/?]+/changes\?") {
    set beresp.grace = 0s;
    set beresp.keep = 0s;
  } else if (beresp.ttl > 0s && beresp.status < 400) {
    # As long as the app lets a page be shown while it is away.
    set beresp.grace = 10m;
  }
}

sub vcl_deliver {
  if (obj.hits > 0) {
    set resp.http.X-Cache = "HIT";
  } else {
    set resp.http.X-Cache = "MISS";
  }
  unset resp.http.Via;
  unset resp.http.X-Varnish;
}
