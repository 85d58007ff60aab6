package document

// InForceFrom returns the day from which an approved document is in force: the later of its
// approval and effective dates. It is Valid only if both are.
func (m *Meta) InForceFrom() Date {
	if !m.ApprovedDate.Valid || m.EffectiveDate.Before(m.ApprovedDate.Value) {
		return m.ApprovedDate
	}
	return m.EffectiveDate
}
