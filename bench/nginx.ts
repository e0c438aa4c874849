import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Bench, freePort } from './processes.ts'

/** As long as the access tokens that the BFF sends. */
const token = 'b'.repeat(900)
const binary = '/usr/sbin/nginx'

export interface Nginx {
  address: string
  /** The one worker, which does the work. */
  pid: number
}

/** The limit: the same header rewrite by one worker of nginx, without a log. Throws where nginx is missing. */
export async function startNginx(bench: Bench, upstream: URL): Promise<Nginx> {
  if (!existsSync(binary))
    throw new Error(`${binary} is missing. Debian and Ubuntu: apt-get install nginx-light wrk`)
  const port = await freePort()
  const file = join(bench.folder, 'nginx.conf')
  writeFileSync(file, configuration(bench.folder, port, upstream))
  const master = await bench.startSilent([binary, '-p', bench.folder, '-c', file], port)
  return { address: `http://127.0.0.1:${port}`, pid: childOf(master) }
}

const configuration = (folder: string, port: number, upstream: URL) => `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.error;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream bench { server ${upstream.host}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://bench; proxy_http_version 1.1; proxy_buffering off;
      proxy_set_header Connection ""; proxy_set_header Cookie "";
      proxy_set_header Authorization "Bearer ${token}";
    }
  }
}
`

/** The worker is the master's only child. */
function childOf(master: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const child = pids.find((pid) => existsSync(`/proc/${pid}/stat`) && parentOf(pid) === master)
  if (child === undefined) throw new Error('nginx has no worker')
  return Number(child)
}

/** proc(5), field 4. */
const parentOf = (pid: string): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  )
