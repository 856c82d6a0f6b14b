import { Refusal } from './refusal.ts';

/** Why the server did not start, in one Spanish sentence that says what to do; never a stack. */
export function sentenceOf(error: unknown, env: NodeJS.ProcessEnv = process.env): string {
  if (error instanceof Refusal) return error.es;
  const { code, message } = error as NodeJS.ErrnoException;
  const port = env.PORT || '8080';
  if (code === 'EADDRINUSE') return `El puerto ${port} ya lo usa otro programa. Deténgalo, o elija otro: PORT=8081 npm start.`;
  if (code === 'EACCES') return `Esta cuenta no puede usar el puerto ${port}. Elija uno de 1024 en adelante, por ejemplo PORT=8080.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `La dirección HOST=${env.HOST} no es de esta máquina. Use 127.0.0.1, o 0.0.0.0 para todas.`;
  if (code === 'ENOSPC') return 'El disco está lleno. Libere espacio y vuelva a empezar: no se ha perdido nada.';
  return `Ventanilla no pudo empezar: ${message}. Ejecute «npx ventanilla doctor» para ver qué falta.`;
}
