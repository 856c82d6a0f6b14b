import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Writes key.pem and cert.pem, self-signed for localhost and 127.0.0.1, into the folder. */
export function writeCertificate(folder: string): { readonly key: string; readonly cert: string } {
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '3650',
    '-subj',
    '/CN=localhost',
  ];
  execFileSync('openssl', [...args, '-addext', names, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { key, cert };
}
