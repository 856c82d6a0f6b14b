/** Whether a token of Microsoft's says that Mail.Send was given; null where it can't be read: its form is nobody's promise. */
export function saysMaySend(token: string): boolean | null {
  const [, claims = ''] = token.split('.');
  try {
    const { roles, scp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { roles?: unknown; scp?: unknown };
    const given = [...(Array.isArray(roles) ? roles.map(String) : []), ...(typeof scp === 'string' ? scp.split(' ') : [])];
    return given.length === 0 ? null : given.includes('Mail.Send');
  } catch {
    return null;
  }
}
