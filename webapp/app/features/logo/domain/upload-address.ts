/** Where logos are sent to, and where the picture of one is. */
export function uploadAddress(assetId?: string): string {
  return assetId ? `/api/v1/uploads/${encodeURIComponent(assetId)}` : '/api/v1/uploads/logo'
}
